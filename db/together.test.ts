import { sql, type Transaction } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLocalBus } from '#lib/bus-local.ts'
import type { EventEnvelope } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { until } from '../test/until.ts'
import { kinds, openBoxes, type Boxes } from './messaging.fixture.ts'
import { emitEach, type MessagingTables } from './outbox.ts'
import { remember } from './remember.fixture.ts'

let boxes: Boxes
beforeEach(async () => {
  boxes = await openBoxes()
})
afterEach(() => boxes.stack.disposeAsync())

type Removed = EventEnvelope<'accounts.vehicle.removed'>
const transactionOf = async (trx: Transaction<MessagingTables>): Promise<string> =>
  (await sql<{ id: string }>`SELECT pg_current_xact_id()::text AS id`.execute(trx)).rows[0]?.id ?? ''

/** Both boxes at work, and many vehicles whose removal was said while nobody was there to hear it. */
async function handleMany(count: number, handle: (trx: Transaction<MessagingTables>, event: Removed) => Promise<void>) {
  const vehicles = Array.from({ length: count }, () => newId())
  for (const vehicle of vehicles) await boxes.remove(vehicle, vehicle)
  const bus = createLocalBus()
  await boxes.start('charging', bus, { 'accounts.vehicle.removed': handle })
  await boxes.start('accounts', bus, {})
  return vehicles
}

test('events of different aggregates that wait together are handled in one transaction', async () => {
  const transactions = new Set<string>()
  const vehicles = await handleMany(40, async (trx, event) => {
    transactions.add(await transactionOf(trx))
    await remember['accounts.vehicle.removed'](trx, event)
  })
  await until(async () => (await boxes.effects()).length === vehicles.length)
  expect(transactions.size).toBeLessThanOrEqual(4)
})

test('one that fails holds up none of the others, and is set aside alone', async () => {
  const failed: string[] = []
  const vehicles = await handleMany(20, async (trx, event) => {
    await remember['accounts.vehicle.removed'](trx, event)
    if (failed.length === 0 || failed.includes(event.aggregateId)) {
      failed.push(event.aggregateId)
      throw new Error('a bug')
    }
  })
  const others = () => vehicles.filter((vehicle) => vehicle !== failed[0]).toSorted()
  await until(async () => (await boxes.effects()).length === others().length)
  expect(await boxes.letters()).toEqual([])
  await until(async () => (await boxes.letters()).length === 1)
  expect((await boxes.letters())[0]?.event).toMatchObject({ aggregateId: failed[0] })
  expect((await boxes.effects()).map((row) => row.aggregate_id).toSorted()).toEqual(others())
})

test('a handler of many is given those of its name that had no effect yet, and one that fails is set aside alone', async () => {
  const [poison, ...good] = Array.from({ length: 20 }, () => newId())
  const given: string[][] = []
  const heardTwice = newId()
  const bus = createLocalBus()
  await boxes.start('charging', bus, {
    'accounts.vehicle.removed': {
      together: async (trx, events) => {
        given.push(events.map(({ aggregateId }) => aggregateId))
        for (const event of events) await remember['accounts.vehicle.removed'](trx, event)
        if (events.some(({ aggregateId }) => aggregateId === poison)) throw new Error('a bug')
        return []
      },
    },
  })
  await boxes.start('accounts', bus, {})
  await boxes.remove(heardTwice, heardTwice)
  await until(async () => (await boxes.publishedAt(heardTwice)) !== null)
  given.length = 0
  await boxes.producer.transaction().execute(async (trx) => {
    await trx.updateTable('outbox').set({ published_at: null }).where('aggregate_id', '=', heardTwice).execute()
    const said = [poison ?? '', ...good].map((vehicleId) => ({ aggregateId: vehicleId, data: { vehicleId, userId: vehicleId } }))
    await emitEach(trx, 'accounts.vehicle.removed', said)
  })
  await until(async () => (await boxes.letters()).length === 1)
  expect((await boxes.letters())[0]?.event).toMatchObject({ aggregateId: poison })
  expect(given.flat()).not.toContain(heardTwice)
  expect(Math.max(...given.map((events) => events.length))).toBeGreaterThan(10)
  expect((await boxes.effects()).map((row) => row.aggregate_id).toSorted()).toEqual([heardTwice, ...good].toSorted())
})

test('one that waits for a lock holds up none of the others', async () => {
  const locked = newId()
  const wait = (trx: Transaction<MessagingTables>, id: string) =>
    sql`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(trx)
  await boxes.remove(locked, locked)
  await boxes.consumer.transaction().execute(async (holder) => {
    await wait(holder, locked)
    const vehicles = await handleMany(20, async (trx, event) => {
      await wait(trx, event.aggregateId)
      await remember['accounts.vehicle.removed'](trx, event)
    })
    await until(async () => (await boxes.effects()).length === vehicles.length)
    expect(await boxes.heardOf(locked)).toEqual([])
  })
  await until(async () => (await boxes.heardOf(locked)).length === 1)
})

test.each(kinds)(
  'live views hear what a handler returns once it is committed, and nothing of what was undone ($kind)',
  async ({ open }) => {
    const [good, bad] = [newId(), newId()]
    const heard: { sessionId: string; effects: number }[] = []
    const { bus } = await open(boxes.stack)
    const looks: Promise<void>[] = []
    using _ears = bus().listen(['charging.session.updated'], ({ aggregateId: sessionId }) => {
      looks.push(boxes.effects().then((effects) => void heard.push({ sessionId, effects: effects.length })))
    })
    await boxes.start('charging', bus(), {
      'accounts.vehicle.removed': async (trx, { aggregateId: sessionId }) => {
        await trx
          .insertInto('outbox')
          .values({ id: newId(), name: 'test', aggregate_id: sessionId, request_id: null, data: '{}', published_at: new Date() })
          .execute()
        if (sessionId === bad) await sql`SELECT 1 / 0`.execute(trx)
        return { name: 'charging.session.updated', aggregateId: sessionId, data: { sessionId, userId: null } }
      },
    })
    await boxes.start('accounts', bus(), {})
    await boxes.remove(bad)
    await until(async () => (await boxes.letters()).length === 1)
    await boxes.remove(good)
    await until(() => heard.length > 0)
    await Promise.all(looks)
    expect(heard).toEqual([{ sessionId: good, effects: 1 }])
  },
)
