import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { noteSamples } from '../charge.queries.ts'
import { testEnergy, type TestEnergy } from '../energy.fixture.ts'
import { ENERGY_LIMITS } from '../limits.ts'
import { saveBuildingLoad } from '../site.queries.ts'
import type { EnergyTables } from '../tables.ts'
import { shareSite, shareSites } from './sharing.handler.ts'

/** What is decided at which moment. The test says when: nothing is decided by itself. */

let energy: TestEnergy
beforeAll(async () => {
  energy = await testEnergy(3_600_000)
})
afterAll(() => energy[Symbol.asyncDispose]())

const BEGIN = Date.now()
const share = (siteId: string, seconds: number) =>
  energy.db.transaction().execute((trx) => shareSite(trx, siteId, new Date(BEGIN + seconds * 1000)))

/** A site with a station, and what its chargers are asked. */
async function carPark(limitA: number, connector: object = {}) {
  const [siteId, stationId] = [await energy.addSite({ limitA }), await energy.addStation(3, connector)]
  await energy.place(siteId, stationId)
  const asked = async (transactionId: string | null) =>
    (await energy.said('energy.limit.requested')).filter(
      (limit) => limit.stationId === stationId && limit.transactionId === transactionId,
    )
  const limitsOf = async (transactionId: string | null) => (await asked(transactionId)).map(({ limit }) => limit)
  const site = (change: { limit_a?: number; fallback_a?: number }) =>
    energy.db.updateTable('site').set(change).where('id', '=', siteId).execute()
  return { siteId, stationId, asked, limitsOf, site }
}
/** The same whose charger has said yes to what holds for all. */
async function ready(limitA: number, connector: object = {}) {
  const park = await carPark(limitA, connector)
  await share(park.siteId, 0)
  await energy.answer()
  return park
}
const rowOf = (transactionId: string) =>
  energy.db.selectFrom('charge').selectAll().where('transaction_id', '=', transactionId).executeTakeFirstOrThrow()

test('a lower limit is told at once, a higher one once in a while, and each again before it is forgotten', async () => {
  const { siteId, stationId, limitsOf, site } = await ready(20)
  const car = await energy.begin(stationId)
  const raise = ENERGY_LIMITS.raiseEveryMs / 1000
  const again = ENERGY_LIMITS.tellAgainMs / 1000
  const told: number[] = []
  const at = async (seconds: number, news: number[] = []) => {
    await share(siteId, seconds)
    told.push(...news)
    expect(await limitsOf(car)).toEqual(told)
    await energy.answer()
  }
  await at(0, [20])
  await site({ limit_a: 30 })
  await at(raise - 1)
  await at(raise, [30])
  await site({ limit_a: 15 })
  await at(raise + 1, [15])
  await at(raise + again)
  await at(raise + again + 1, [15])
  expect(await rowOf(car)).toMatchObject({ kept_a: 15, heard_a: null, follows: true })
})

test('a car that does not follow is told the fallback, and may come to it later', async () => {
  const { siteId, stationId, limitsOf } = await ready(40)
  const car = await energy.begin(stationId)
  await share(siteId, 0)
  await energy.answer('REJECTED')
  await share(siteId, 1)
  expect(await limitsOf(car)).toEqual([32, 6])
  expect(await rowOf(car)).toMatchObject({ follows: false, share_a: null, kept_a: null })
  await energy.answer()
  expect(await rowOf(car)).toMatchObject({ follows: true, kept_a: 6 })
})

test('direct current is limited in watts of the connection', async () => {
  const { siteId, stationId, asked } = await ready(40, { powerType: 'DC', maxPowerW: 50_000 })
  const car = await energy.begin(stationId)
  await share(siteId, 0)
  expect(await asked(car)).toMatchObject([{ unit: 'W', limit: 40 * 3 * 230, fallback: 6 * 3 * 230 }])
  expect(await asked(null)).toMatchObject([{ unit: 'W', limit: 6 * 3 * 230 }])
})

test('who waits has waited since the beginning', async () => {
  const { siteId, stationId } = await ready(10)
  const cars = [await energy.begin(stationId, 1), await energy.begin(stationId, 2)]
  // The first one comes first however long the other waits.
  await energy.db
    .updateTable('charge')
    .set({ weight: 2 })
    .where('transaction_id', '=', cars[0] ?? '')
    .execute()
  const waiting = async () =>
    (await Promise.all(cars.map(rowOf))).flatMap((row) =>
      row.waiting_since === null ? [] : [[row.transaction_id, row.waiting_since.getTime() - BEGIN]],
    )
  await share(siteId, 0)
  const before = await waiting()
  expect(before).toEqual([[cars[1], 0]])
  await energy.answer()
  // They are told again, and so their rows change.
  await share(siteId, ENERGY_LIMITS.tellAgainMs / 1000 + 1)
  expect(await waiting()).toEqual(before)
})

test('two processes that decide at once tell a car once', async () => {
  const { siteId, stationId, limitsOf } = await ready(20)
  const car = await energy.begin(stationId)
  await Promise.all([1, 2, 3, 4].map(() => share(siteId, 0)))
  expect(await limitsOf(car)).toEqual([20])
})

test('what holds for all is asked until the charger has said yes, and again when it is another current', async () => {
  const { siteId, limitsOf, site, stationId } = await carPark(40)
  const again = ENERGY_LIMITS.tellAgainMs / 1000
  for (const seconds of [0, again - 1, again]) await share(siteId, seconds)
  expect(await limitsOf(null)).toEqual([6, 6])
  await energy.answer()
  await share(siteId, 3 * again)
  expect(await limitsOf(null)).toEqual([6, 6])
  await site({ fallback_a: 8 })
  await share(siteId, 3 * again + 1)
  expect(await limitsOf(null)).toEqual([6, 6, 8])
  const kept = energy.db.selectFrom('site_station').select('default_kept_a').where('station_id', '=', stationId)
  // Until it has answered, a new car may draw all that it can.
  expect(await kept.executeTakeFirst()).toEqual({ default_kept_a: null })
})

test('a site that cannot be decided on does not keep others from their turn', async () => {
  const [broken, well] = [await carPark(20), await carPark(20)]
  const sharedAt = (siteId: string, at: Date) =>
    energy.db.updateTable('site').set({ shared_at: at }).where('id', '=', siteId).execute()
  await sharedAt(broken.siteId, new Date(0))
  await sharedAt(well.siteId, new Date(1))
  const log = createLog('test', { level: 'silent' })
  const administrator = connect<EnergyTables>({ url: energy.database.adminUrl, schema: 'energy', log, max: 1 })
  try {
    await sql`CREATE FUNCTION break_site() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'It is broken.'; END $$`.execute(
      administrator,
    )
    await sql`CREATE TRIGGER broken BEFORE UPDATE ON site FOR EACH ROW WHEN (NEW.id = ${sql.lit(broken.siteId)}) EXECUTE FUNCTION break_site()`.execute(
      administrator,
    )
    const services = { db: energy.db, config: { shareMs: 0 }, meters: { take: () => new Map() } } as never
    await expect(shareSites(services)).rejects.toThrow('sites could not be shared')
  } finally {
    await sql`DROP TRIGGER IF EXISTS broken ON site`.execute(administrator)
    await administrator.destroy()
  }
  const { shared_at: at } = await energy.db
    .selectFrom('site')
    .select('shared_at')
    .where('id', '=', well.siteId)
    .executeTakeFirstOrThrow()
  expect(at?.getTime()).toBeGreaterThan(1)
})

test('an older sample changes nothing, nor one after the end', async () => {
  const { stationId } = await carPark(20)
  const car = await energy.begin(stationId)
  const sample = (seconds: number, powerW: number) =>
    noteSamples(energy.db, new Map([[car, { at: new Date(BEGIN + seconds * 1000).toISOString(), powerW }]]))
  await sample(10, 7_000)
  await sample(9, 1_000)
  expect((await rowOf(car)).power_w).toBe(7_000)
  await energy.end(car)
  await sample(11, 1_000)
  expect((await rowOf(car)).power_w).toBe(7_000)
})

test('a car that begins where another charges has taken its place, one that is told late has not', async () => {
  const { stationId } = await carPark(20)
  const began = async (minutesAgo: number) => {
    const transactionId = newId()
    const startedAt = new Date(BEGIN - minutesAgo * 60_000).toISOString()
    const place = { stationId, evseNumber: 1, connectorNumber: 1, idToken: null, sessionId: newId(), authorised: true }
    const fact = { transactionId, ...place, startedAt, receivedAt: startedAt, meterStartWh: 0, offline: false }
    await energy.tell('ocpp.transaction.started', transactionId, fact)
    return async () => (await rowOf(transactionId)).ended_at !== null
  }
  const first = await began(10)
  const second = await began(5)
  await began(20)
  expect([await first(), await second()]).toEqual([true, false])
})

test('a car that its charger holds back has not called itself full', async () => {
  const { stationId } = await carPark(20)
  const car = await energy.begin(stationId)
  for (const [by, suspended] of [
    ['EVSE', false],
    ['EV', true],
  ] as const) {
    await energy.tell('ocpp.transaction.suspended', car, { transactionId: car, by, at: new Date().toISOString() })
    expect((await rowOf(car)).suspended).toBe(suspended)
  }
})

test('an older word of a building’s meter changes nothing', async () => {
  const { siteId } = await carPark(20)
  const load = (seconds: number, amperes: number) =>
    energy.db
      .transaction()
      .execute((trx) =>
        saveBuildingLoad(trx, { site_id: siteId, l1_a: amperes, l2_a: 0, l3_a: 0, at: new Date(BEGIN + seconds * 1000) }),
      )
  await load(10, 7)
  await load(9, 1)
  const kept = energy.db.selectFrom('building_load').select('l1_a').where('site_id', '=', siteId)
  expect(await kept.executeTakeFirst()).toEqual({ l1_a: 7 })
})
