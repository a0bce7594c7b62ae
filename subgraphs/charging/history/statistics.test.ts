import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { userCaller } from '../../../test/caller.ts'
import { admin, asAdministrator, refusalOf, testCharging, type Driver, type TestCharging } from '../charging.fixture.ts'
import { sql } from 'kysely'
import { co2SavedG } from './co2-saved.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

/** A session of so many kWh that began then. The test's tariff takes 1 to begin with and 0.50 a kWh, 19 % VAT. */
async function charged(driver: Driver, startedAt: string, kWh: number, more: { currency?: string; held?: boolean } = {}) {
  const tariff = {
    currency: more.currency ?? 'EUR',
    elements: [{ components: [{ type: 'ENERGY' as const, price: 1, stepSize: 1 }] }],
  }
  const place = await box.station(more.currency ? await box.tariff(tariff) : undefined)
  const transaction = await box.begin(place, { idToken: driver.idToken, authorised: !more.held })
  await transaction.end(60, 1_000_000 + kWh * 1_000)
  const { id } = await box.sessionOf(transaction.transactionId)
  await asAdministrator(box, sql`UPDATE session SET started_at = ${startedAt}::timestamptz WHERE id = ${id}`)
  return { id, transaction }
}

const FIELDS = 'sessions energyWh costs { amountMinor currency } co2SavedKg'
const QUERY = `query ($id: UUID!, $timeZone: String!, $months: Int) { _entities(representations: [{ __typename: "User", id: $id }]) { ... on User {
  chargingStatistics(timeZone: $timeZone, months: $months) { total { ${FIELDS} } months { month charged { ${FIELDS} } } co2Formula co2Sources { value url } } } } }`
interface Amounts {
  sessions: number
  energyWh: number
  costs: { amountMinor: number; currency: string }[]
  co2SavedKg: number
}
interface Data {
  _entities: [
    { chargingStatistics: { total: Amounts; months: { month: string; charged: Amounts }[]; co2Sources: { value: number }[] } },
  ]
}
const statistics = (caller: Caller, id: string, timeZone = 'UTC', months?: number) =>
  box.ask<Data>(caller, QUERY.replace('($id: UUID!', '($id: ID!'), { id, timeZone, ...(months !== undefined && { months }) })
const shown = async (...args: Parameters<typeof statistics>) => {
  const { data, errors } = await statistics(...args)
  return data?._entities[0].chargingStatistics ?? Promise.reject(new Error(JSON.stringify(errors)))
}

test('energy, cost by currency and CO₂ are counted in all and by month, and what was corrected counts as corrected', async () => {
  const driver = await box.driver()
  expect((await shown(driver.caller, driver.userId)).total).toEqual({ sessions: 0, energyWh: 0, costs: [], co2SavedKg: 0 })
  await charged(driver, '2026-03-10T10:00:00Z', 10)
  const { transaction } = await charged(driver, '2026-05-10T10:00:00Z', 20)
  await charged(driver, '2026-05-11T10:00:00Z', 5, { currency: 'SEK' })
  await charged(driver, '2026-05-12T10:00:00Z', 40, { held: true })
  await charged(await box.driver(), '2026-05-12T10:00:00Z', 7)
  const goesOn = await box.begin(await box.station(), { idToken: driver.idToken })
  await goesOn.meter(5, { registerWh: 1_003_000 })
  // The bill of 20 kWh is taken back; 12 kWh are billed.
  await transaction.end(61, 1_012_000)
  const { total, months, co2Sources } = await shown(driver.caller, driver.userId)
  expect(months).toEqual([
    {
      month: '2026-05',
      charged: {
        sessions: 2,
        energyWh: 17_000,
        costs: [
          { amountMinor: 833, currency: 'EUR' },
          { amountMinor: 500, currency: 'SEK' },
        ],
        co2SavedKg: co2SavedG(17_000) / 1_000,
      },
    },
    {
      month: '2026-03',
      charged: { sessions: 1, energyWh: 10_000, costs: [{ amountMinor: 714, currency: 'EUR' }], co2SavedKg: 2.936 },
    },
  ])
  expect(total).toMatchObject({ sessions: 3, energyWh: 27_000 })
  expect(total.costs).toEqual([
    { amountMinor: 1_547, currency: 'EUR' },
    { amountMinor: 500, currency: 'SEK' },
  ])
  expect(co2Sources.map(({ value }) => value)).toEqual([106.6, 21, 214])
  const newest = await shown(driver.caller, driver.userId, 'UTC', 1)
  expect(newest.months.map(({ month }) => month)).toEqual(['2026-05'])
  expect(newest.total).toEqual(total)
})

test('a month begins at midnight of the driver’s time zone, also where clocks are changed', async () => {
  const driver = await box.driver()
  // 23:30 of October 31 in UTC; Berlin has been on winter time for a week, New York is still on summer time.
  await charged(driver, '2026-10-31T23:30:00Z', 1)
  const monthIn = async (timeZone: string) => (await shown(driver.caller, driver.userId, timeZone)).months.map(({ month }) => month)
  expect(await Promise.all(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'].map(monthIn))).toEqual([
    ['2026-10'],
    ['2026-11'],
    ['2026-10'],
    ['2026-11'],
  ])
})

test('they are for the driver and admins, and bad input is refused', async () => {
  const driver = await box.driver()
  await charged(driver, '2026-05-10T10:00:00Z', 1)
  expect((await shown(admin, driver.userId)).total.sessions).toBe(1)
  for (const stranger of [userCaller(['DRIVER']), userCaller(['OPERATOR'])])
    expect(refusalOf(await statistics(stranger, driver.userId)).code).toBe('NOT_FOUND')
  expect(refusalOf(await statistics(driver.caller, driver.userId, 'Mars/Olympus'))).toEqual({
    code: 'BAD_USER_INPUT',
    path: 'timeZone',
  })
  for (const months of [0, 121])
    expect(refusalOf(await statistics(driver.caller, driver.userId, 'UTC', months))).toEqual({
      code: 'BAD_USER_INPUT',
      path: 'months',
    })
})

test('a driver’s history is narrowed by vehicle, station, state and time', async () => {
  const driver = await box.driver()
  const [first, second] = [await charged(driver, '2026-05-10T10:00:00Z', 1), await charged(driver, '2026-05-11T10:00:00Z', 1)]
  const { station_id: stationId } = await box.sessionOf(first.transaction.transactionId)
  const history = async (filter: object) => {
    const query = `query ($id: ID!, $filter: ChargingHistoryFilter) { _entities(representations: [{ __typename: "User", id: $id }]) { ... on User {
      chargingSessions(filter: $filter) { edges { node { id } } } } } }`
    const { data } = await box.ask<{ _entities: [{ chargingSessions: { edges: { node: { id: string } }[] } }] }>(
      driver.caller,
      query,
      {
        id: driver.userId,
        filter,
      },
    )
    return data?._entities[0].chargingSessions.edges.map(({ node }) => node.id)
  }
  expect(await history({})).toEqual([second.id, first.id])
  expect(await history({ stationId })).toEqual([first.id])
  expect(await history({ status: ['ACTIVE'] })).toEqual([])
  expect(await history({ until: '2026-01-01T00:00:00Z' })).toEqual([])
  expect(await history({ vehicleId: first.id })).toEqual([])
})

test('a driver’s own sessions are a table, for them and admins', async () => {
  const driver = await box.driver()
  const session = await charged(driver, '2026-05-10T10:00:00Z', 1)
  const query = `query ($id: ID!) { _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { chargingSessionTable { csv next } } } }`
  const table = (caller: Caller) =>
    box.ask<{ _entities: [{ chargingSessionTable: { csv: string; next: string | null } }] }>(caller, query, { id: driver.userId })
  const [{ chargingSessionTable } = expect.fail()] = (await table(driver.caller)).data?._entities ?? []
  expect(
    chargingSessionTable.csv
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(',')[0]),
  ).toEqual(['session', session.id])
  expect(chargingSessionTable.next).toBeNull()
  for (const stranger of [userCaller(['DRIVER']), userCaller(['OPERATOR'])])
    expect(refusalOf(await table(stranger)).code).toBe('NOT_FOUND')
})
