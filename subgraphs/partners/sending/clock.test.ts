import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { until } from '../../../test/until.ts'
import { testWebhooks, type Webhooks } from '../webhooks.fixture.ts'

let box: Webhooks
beforeAll(async () => {
  box = await testWebhooks()
})
afterEach(() => void vi.restoreAllMocks())
afterAll(async () => {
  await box[Symbol.asyncDispose]()
  await box.receives[Symbol.asyncDispose]()
})

test('a clock that is set back by an hour in the middle of a try: the try is noted, counts, and is made again after its pause', async () => {
  const endpoint = await box.endpoint()
  box.receives.answer(endpoint.path, (response) => {
    const set = Date.now() - 3_600_000
    vi.spyOn(Date, 'now').mockImplementation(() => set)
    response.destroy()
  })
  await box.report(endpoint.partner.userId)
  const [first] = await box.sent(box.receives, endpoint.path, 1)
  const tries = () =>
    box.db
      .selectFrom('webhook_attempt')
      .selectAll()
      .where('message_id', '=', first?.id.slice(4) ?? '')
      .execute()
  await until(async () => (await tries()).length === 1)
  expect((await tries())[0]?.ms).toBeGreaterThanOrEqual(0)
  box.receives.answer(endpoint.path, 204)
  await box.hurry(endpoint.id)
  const message = () =>
    box.db.selectFrom('webhook_message').select(['state', 'tries']).where('endpoint_id', '=', endpoint.id).executeTakeFirst()
  await until(async () => (await message())?.state === 'DELIVERED')
  expect(await message()).toEqual({ state: 'DELIVERED', tries: 2 })
  expect(box.receives.at(endpoint.path).map(({ id }) => id)).toEqual([first?.id, first?.id])
})
