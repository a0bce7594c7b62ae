import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { closeGate, PATIENT, startDoomed } from '../../../test/doomed.ts'
import { until } from '../../../test/until.ts'
import { testWebhooks, verified, type Webhooks } from '../webhooks.fixture.ts'

let box: Webhooks
beforeAll(async () => {
  box = await testWebhooks()
})
afterAll(async () => {
  await box[Symbol.asyncDispose]()
  await box.receives[Symbol.asyncDispose]()
})

test('kill -9 in the middle of sending: all arrive, each under one id and number, a second time only if it was taken and not yet noted', async () => {
  const { receives, db, database } = box
  const endpoint = await box.endpoint()
  // Facts are written, and nothing is sent until the processes come that are killed.
  await db
    .updateTable('webhook_endpoint')
    .set({ rests_until: new Date(Date.now() + 3_600_000) })
    .execute()
  const stationId = newId()
  for (let i = 0; i < 60; i++) await box.report(endpoint.partner.userId, stationId)
  const messages = () =>
    db
      .selectFrom('webhook_message')
      .select(['id', 'sequence', 'state'])
      .where('endpoint_id', '=', endpoint.id)
      .orderBy('sequence')
      .execute()
  await until(async () => (await messages()).length === 60)
  await box.app[Symbol.asyncDispose]()
  await db.updateTable('webhook_endpoint').set({ rests_until: null }).execute()
  const given = JSON.stringify({ url: database.url, port: receives.port, ca: receives.reach.forTests?.ca })
  const start = () => startDoomed(new URL('doomed.fixture.ts', import.meta.url), { database, args: [given] })
  const takenOf = (id: string) => receives.at(endpoint.path).filter((one) => one.id === `msg_${id}`)
  const before = new Map<string, number>()
  const wanted = new Map<string, number>()
  const noteDeath = async () => {
    for (const { id, state } of await messages()) {
      if (state === 'WAITING' && takenOf(id).length > (before.get(id) ?? 0)) wanted.set(id, (wanted.get(id) ?? 0) + 1)
      before.set(id, takenOf(id).length)
    }
    // As if the leases of a process that is dead were over.
    await db
      .updateTable('webhook_message')
      .set({ next_at: new Date(0) })
      .where('state', '=', 'WAITING')
      .execute()
  }
  for (const death of ['after the answer', 'before the answer'] as const) {
    const gate = { table: 'partners.webhook_message', change: 'UPDATE' } as const
    // The pool of that process has four connections.
    await using closed =
      death === 'after the answer'
        ? await closeGate(database, { ...gate, when: `NEW.state <> OLD.state AND NEW.sequence % 5 = 0` })
        : null
    if (death === 'before the answer') receives.answer(endpoint.path, () => undefined)
    const received = receives.received.length
    await using doomed = start()
    await until(async () => (closed ? (await closed.waiting()) > 2 : receives.received.length > received + 2), PATIENT)
    await doomed.kill()
    receives.answer(endpoint.path, 204)
    await noteDeath()
  }
  expect(wanted.size).toBeGreaterThan(4)
  await using _last = start()
  await until(async () => (await messages()).every(({ state }) => state !== 'WAITING'), PATIENT)
  const all = await messages()
  expect(all.filter(({ state }) => state !== 'DELIVERED')).toEqual([])
  expect(all.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
  expect(all.map(({ id }) => takenOf(id).length)).toEqual(all.map(({ id }) => 1 + (wanted.get(id) ?? 0)))
  for (const { id, sequence } of all)
    for (const one of takenOf(id)) {
      expect(one.sequence).toBe(sequence)
      expect(one.body).toBe(takenOf(id)[0]?.body)
      verified(one, endpoint.secret)
    }
  expect(receives.at(endpoint.path)).toHaveLength(60 + [...wanted.values()].reduce((sum, times) => sum + times, 0))
}, 300_000)
