import type { Insertable } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { claimReplay, replayNext } from './replay.queries.ts'
import type { PartnersTables, Trx } from '../tables.ts'
import { testWebhooks, type Webhooks } from '../webhooks.fixture.ts'

let box: Webhooks
beforeAll(async () => {
  box = await testWebhooks()
})
afterAll(async () => {
  await box.receives[Symbol.asyncDispose]()
  await box[Symbol.asyncDispose]()
})

type Message = Insertable<PartnersTables['webhook_message']>
const at = new Date(Date.now() - 3_600_000)
const message = (endpointId: string, sequence: number, more: Partial<Message> = {}): Message => ({
  id: newId(),
  endpoint_id: endpointId,
  event_id: newId(),
  kind: 'fault.resolved',
  sequence,
  about: newId(),
  occurred_at: at,
  created_at: at,
  data: '{}',
  state: 'FAILED',
  done_at: at,
  ...more,
})

test('the database forbids that an endpoint is told of an event twice, two messages of one number, and one for an endpoint that is not there', async () => {
  const [{ id }, { id: other }] = [await box.endpoint(), await box.endpoint()]
  const first = message(id, 1)
  const add = (row: Message) => box.db.insertInto('webhook_message').values(row).execute()
  await add(first)
  const { event_id } = first
  await expect(add(message(id, 2, { event_id }))).rejects.toMatchObject({ constraint: 'webhook_message_endpoint_id_event_id_key' })
  await expect(add(message(id, 1))).rejects.toMatchObject({ constraint: 'webhook_message_endpoint_id_sequence_key' })
  await expect(add(message(newId(), 1))).rejects.toMatchObject({ constraint: 'webhook_message_endpoint' })
  await add(message(other, 1, { event_id }))
})

/** In a transaction that is rolled back: rounds of the box see nothing of it. */
async function alone(done: (trx: Trx) => Promise<void>): Promise<void> {
  const back = new Error('rolled back')
  const all = box.db.transaction().execute(async (trx) => {
    await done(trx)
    throw back
  })
  await expect(all).rejects.toBe(back)
}

test('a replay takes what it may from where it is to its last number, so many at once, and waits for room', async () => {
  const { id } = await box.endpoint()
  const BEGIN = '00000000-0000-0000-0000-000000000000'
  await alone(async (trx) => {
    const early = new Date(at.getTime() - 1_000)
    const states = { 3: { state: 'DELIVERED' }, 4: { state: 'DROPPED' }, 1: { created_at: early } } as Record<
      number,
      Partial<Message>
    >
    const rows = [1, 2, 3, 4, 5, 6].map((sequence) => message(id, sequence, states[sequence]))
    await trx.insertInto('webhook_message').values(rows).execute()
    const replay = { id: newId(), endpoint_id: id, which: 'FAILED', since: at, total: 3, at_sequence: 0, last_sequence: 5 } as const
    await trx.insertInto('webhook_replay').values(replay).execute()
    const waiting = async () =>
      (
        await trx
          .selectFrom('webhook_message')
          .select('sequence')
          .where('endpoint_id', '=', id)
          .where('state', '=', 'WAITING')
          .orderBy('sequence')
          .execute()
      ).map(({ sequence }) => sequence)
    const claim = async (most: number, after = BEGIN) => claimReplay(trx, most, after)
    const claimed = async (most: number) => (await claim(most)) ?? expect.fail('none is claimed')

    expect(await claim(2, replay.id)).toBeUndefined()
    await replayNext(trx, await claimed(2), 2)
    expect(await waiting()).toEqual([2, 4])
    expect(await claimed(3)).toMatchObject({ replayed: 2, finished_at: null })
    // Its queue is full.
    expect(await claim(2)).toBeUndefined()
    const set = (values: object) => trx.updateTable('webhook_endpoint').set(values).where('id', '=', id).execute()
    await set({ disabled_at: at, disabled_because: 'PARTNER' })
    expect(await claim(3)).toBeUndefined()
    await set({ disabled_at: null, disabled_because: null })
    // What it has taken and has failed again is not taken twice.
    const failed = { state: 'FAILED', done_at: at } as const
    await trx.updateTable('webhook_message').set(failed).where('endpoint_id', '=', id).where('sequence', '=', 2).execute()
    await replayNext(trx, await claimed(3), 2)
    expect(await waiting()).toEqual([4, 5])
    expect(await claim(9)).toBeUndefined()
    const done = await trx.selectFrom('webhook_replay').selectAll().where('id', '=', replay.id).executeTakeFirstOrThrow()
    expect([done.replayed, done.at_sequence, done.finished_at]).toEqual([3, 5, expect.any(Date)])
  })
})

test('one replay of an endpoint is open, whoever begins a second', async () => {
  const { id } = await box.endpoint()
  await alone(async (trx) => {
    const one = { endpoint_id: id, which: 'ALL', since: at, total: 1, at_sequence: 0, last_sequence: 1 } as const
    await trx
      .insertInto('webhook_replay')
      .values({ id: newId(), ...one })
      .execute()
    const second = trx
      .insertInto('webhook_replay')
      .values({ id: newId(), ...one })
      .execute()
    await expect(second).rejects.toMatchObject({ constraint: 'webhook_replay_open' })
  })
})
