import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { testWebhooks, type Webhooks } from '../webhooks.fixture.ts'

let box: Webhooks
beforeAll(async () => {
  box = await testWebhooks()
})
afterAll(async () => {
  await box[Symbol.asyncDispose]()
  await box.receives[Symbol.asyncDispose]()
})

const write = (endpointId: string, many: number) =>
  sql`INSERT INTO webhook_message (id, endpoint_id, event_id, kind, sequence, about, occurred_at, data, state, done_at)
    SELECT gen_random_uuid(), ${endpointId}, gen_random_uuid(), 'fault.resolved', n, gen_random_uuid(), now(), '{}', 'DELIVERED', now()
    FROM generate_series(1, ${many}::int) AS n`.execute(box.db)
const leftOf = (endpointId: string) =>
  box.db.selectFrom('webhook_message').select('id').where('endpoint_id', '=', endpointId).limit(1).execute()

test('an endpoint that was told much is gone at once, and what it was told goes in batches; another keeps its own', async () => {
  const [gone, kept] = [await box.endpoint(), await box.endpoint()]
  await write(gone.id, 3_500)
  await write(kept.id, 10)
  expect((await box.remove(gone.partner, gone.id)).errors).toBeUndefined()
  expect(await box.shown(gone.partner, gone.id)).toBeNull()
  await until(async () => (await box.db.selectFrom('webhook_leftover').selectAll().execute()).length === 0)
  expect(await leftOf(gone.id)).toEqual([])
  expect(await leftOf(kept.id)).toHaveLength(1)
})

test('nothing is written for an endpoint that is not there, by no statement', async () => {
  await expect(write(newId(), 1)).rejects.toMatchObject({ constraint: 'webhook_message_endpoint' })
})
