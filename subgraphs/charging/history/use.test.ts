import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { ADDRESS, admin, asAdministrator, testCharging, type TestCharging } from '../charging.fixture.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

const USE = `query ($input: StationUseInput!) { stationUse(input: $input) { hours { weekday hour share } days { day sessions energyWh revenue {
  amountMinor currency } } } }`
interface Use {
  stationUse: {
    hours: { weekday: number; hour: number; share: number }[]
    days: { day: string; sessions: number; energyWh: number; revenue: { amountMinor: number; currency: string }[] }[]
  }
}
const use = (caller: Parameters<TestCharging['ask']>[0], input: object) => box.ask<Use>(caller, USE, { input })

/** A session of an hour of 10 kWh that began then: 1 to begin with, 0.50 a kWh, 19 % VAT by the test's tariff. */
async function charged(place: Awaited<ReturnType<TestCharging['station']>>, startedAt: string, minutes = 60) {
  const driver = await box.driver()
  const transaction = await box.begin(place, { idToken: driver.idToken })
  await transaction.end(60, 1_010_000)
  const { id } = await box.sessionOf(transaction.transactionId)
  const until = new Date(Date.parse(startedAt) + minutes * 60_000).toISOString()
  await asAdministrator(
    box,
    sql`UPDATE session SET started_at = ${startedAt}::timestamptz, ended_at = ${until}::timestamptz WHERE id = ${id}`,
  )
}
/** A week that begins on a Monday by the clock of Amsterdam. */
const WEEK = { from: '2026-05-10T22:00:00Z', until: '2026-05-17T22:00:00Z' }

test('a week of a station: which hours its connectors are in use, and what its days bring, by its own clock', async () => {
  const place = await box.station()
  // Tuesday from 09:30 to 10:30 in Amsterdam; Sunday from 23:30 on, half of it in the next week.
  await charged(place, '2026-05-12T07:30:00Z')
  await charged(place, '2026-05-17T21:30:00Z')
  const { data } = await use(place.operator, { stationId: place.stationId, ...WEEK })
  const { hours = [], days = [] } = data?.stationUse ?? {}
  expect(hours).toHaveLength(168)
  // Two connectors, one of them in use for half of the hour.
  expect(hours.filter(({ share }) => share > 0)).toEqual([
    { weekday: 2, hour: 9, share: 0.25 },
    { weekday: 2, hour: 10, share: 0.25 },
    { weekday: 7, hour: 23, share: 0.25 },
  ])
  const revenue = [{ amountMinor: 714, currency: 'EUR' }]
  expect(days).toEqual([
    { day: '2026-05-12', sessions: 1, energyWh: 10_000, revenue },
    { day: '2026-05-17', sessions: 1, energyWh: 10_000, revenue },
  ])
})

test('an hour that a clock leaves out is none, and one that comes twice counts twice', async () => {
  const place = await box.station()
  const sunday = async (from: string, until: string) =>
    (await use(place.operator, { stationId: place.stationId, from, until })).data?.stationUse.hours.map(({ hour }) => hour)
  expect(await sunday('2026-03-28T23:00:00Z', '2026-03-29T04:00:00Z')).toEqual([0, 1, 3, 4, 5])
  expect(await sunday('2026-10-24T22:00:00Z', '2026-10-25T03:00:00Z')).toEqual([0, 1, 2, 3])
})

test('an operator sees their own stations, an admin all; bad input is named', async () => {
  const [mine, other] = [await box.station(), await box.station()]
  await charged(mine, '2026-05-12T07:30:00Z')
  await charged(other, '2026-05-12T07:30:00Z')
  const sessions = async (caller: Parameters<typeof use>[0], input: object = {}) =>
    (await use(caller, { ...WEEK, ...input })).data?.stationUse.days.reduce((sum, day) => sum + day.sessions, 0)
  expect(await sessions(mine.operator)).toBe(1)
  expect(await sessions(admin)).toBeGreaterThan(2)
  const foreign = await use(mine.operator, { ...WEEK, stationId: other.stationId })
  expect(fault(foreign)).toEqual({ code: 'NOT_FOUND', path: ['input', 'stationId'] })
  expect(foreign).toEqual(await use(mine.operator, { ...WEEK, stationId: newId() }))
  expect(fault(await use(userCaller(['DRIVER']), WEEK)).code).toBe('FORBIDDEN')
  const path = ['input', 'until']
  expect(fault(await use(admin, { from: WEEK.until, until: WEEK.from }))).toEqual({ code: 'BAD_USER_INPUT', path })
  expect(fault(await use(admin, { from: '2026-01-01T00:00:00Z', until: '2026-06-01T00:00:00Z' }))).toEqual({
    code: 'BAD_USER_INPUT',
    path,
  })
})

const TABLE = `query ($filter: ChargingSessionFilter, $after: String) { chargingSessionTable(filter: $filter, after: $after) { csv next } }`
test('the sessions of a station as a table, in parts that fit together', async () => {
  const place = await box.station()
  for (let day = 1; day <= 3; day++) await charged(place, `2026-05-0${day}T07:30:00Z`)
  type Table = { chargingSessionTable: { csv: string; next: string | null } }
  const { data } = await box.ask<Table>(place.operator, TABLE, { filter: { stationId: place.stationId } })
  const lines = data?.chargingSessionTable.csv.trimEnd().split('\r\n') ?? []
  expect(lines).toHaveLength(4)
  expect(lines[0]).toBe('session,station,name,evse,connector,status,requested,started,ended,energy_kwh,cost,currency,held')
  expect(lines[1]).toContain('COMPLETED')
  expect(lines[1]).toContain(`,${place.stationId},${ADDRESS.name},1,1,`)
  expect(lines[1]).toContain(',10,7.14,EUR,false')
  expect(data?.chargingSessionTable.next).toBeNull()
  const other = await box.station()
  expect(fault(await box.ask(place.operator, TABLE, { filter: { stationId: other.stationId } })).code).toBe('NOT_FOUND')
  expect(fault(await box.ask(place.operator, TABLE, { after: 'x' })).code).toBe('BAD_USER_INPUT')
})
