import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { inMajorUnits } from '#lib/currency.ts'
import { newId } from '#lib/id.ts'
import { sandboxOf } from '#lib/partners/sandbox.ts'
import { keyOf, userCaller } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { admin, asAdministrator, at, testCharging, type Place, type TestCharging } from '../charging.fixture.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

const RECORDS = `query ($filter: ChargeDetailRecordFilter, $first: Int, $after: String) {
  chargeDetailRecords(filter: $filter, first: $first, after: $after) { pageInfo { hasNextPage endCursor }
    edges { node { id creditOf totalCostExclVat { amountMinor } totalCostInclVat { amountMinor currency } costLines { type } } } } }`
interface Record {
  id: string
  creditOf: string | null
  totalCostExclVat: { amountMinor: number }
  totalCostInclVat: { amountMinor: number; currency: string } | null
  costLines: { type: string }[]
}
interface Records {
  chargeDetailRecords: { pageInfo: { hasNextPage: boolean; endCursor: string }; edges: { node: Record }[] }
}
const records = (caller: Caller, filter: object = {}, page: object = {}) =>
  box.ask<Records>(caller, RECORDS, { filter, first: 100, ...page })
const list = async (...given: Parameters<typeof records>) =>
  (await records(...given)).data?.chargeDetailRecords.edges.map(({ node }) => node) ?? expect.fail('refused')

const TOTALS = `query ($input: BillingTotalsInput!) { billingTotals(input: $input) { day startsAt endsAt bills credits energyWh
  creditedEnergyWh currency costExclVat payable } }`
interface Total {
  day: string
  startsAt: string
  endsAt: string
  bills: number
  credits: number
  energyWh: number
  creditedEnergyWh: number
  currency: string
  costExclVat: string
  payable: string
}
const askTotals = (caller: Caller, input: object) =>
  box.ask<{ billingTotals: Total[] }>(caller, TOTALS, {
    input: { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z', period: 'MONTH', timeZone: 'Europe/Amsterdam', ...input },
  })
const totals = async (caller: Caller, input: object = {}) =>
  (await askTotals(caller, input)).data?.billingTotals ?? expect.fail('refused')

/** A station of this operator, with the tariff of the tests: 1 to begin with, 0.50 a kWh, 19 % VAT. */
async function stationOf(operatorId: string, tariffId?: string | null): Promise<Place> {
  const place = await box.station(tariffId)
  await box.sayStation(place, new Date(at(-500)), { operatorId })
  return place
}

/** A bill of that many Wh that was issued then. */
async function billed(place: Place, issuedAt: string, energyWh = 10_000): Promise<{ id: string; sessionId: string }> {
  const { idToken } = await box.driver()
  const transaction = await box.begin(place, { idToken })
  await transaction.end(30, 1_000_000 + energyWh)
  const session = await box.sessionOf(transaction.transactionId)
  const [record] = await box.cdrs(session.id)
  await reissued(record?.id ?? '', issuedAt)
  return { id: record?.id ?? '', sessionId: session.id }
}
const reissued = (id: string, issuedAt: string) =>
  asAdministrator(box, sql`UPDATE cdr SET issued_at = ${issuedAt}::timestamptz WHERE id = ${id}`)

test('records of a period are listed by pages with their lines, for whose stations they are of', async () => {
  const partner = userCaller(['PARTNER'])
  const [one, two] = [await stationOf(partner.userId), await stationOf(partner.userId)]
  const [first, second, third] = [
    await billed(one, '2026-03-31T21:59:59.999Z'),
    await billed(two, '2026-03-31T22:00:00Z'),
    await billed(one, '2026-04-02T12:00:00Z'),
  ]
  await billed(await stationOf(newId()), '2026-04-01T12:00:00Z')
  const ids = (rows: readonly Record[]) => rows.map(({ id }) => id)
  expect(ids(await list(partner))).toEqual([third.id, second.id, first.id])
  expect(ids(await list(partner, { stationId: one.stationId }))).toEqual([third.id, first.id])
  expect(ids(await list(partner, { from: '2026-03-31T22:00:00Z', until: '2026-04-02T12:00:00Z' }))).toEqual([second.id])
  expect((await list(partner))[0]?.costLines.map(({ type }) => type)).toEqual(['FLAT', 'ENERGY'])

  const page = (await records(partner, {}, { first: 2 })).data?.chargeDetailRecords
  expect(page?.pageInfo.hasNextPage).toBe(true)
  expect(ids(await list(partner, {}, { after: page?.pageInfo.endCursor }))).toEqual([first.id])

  expect(ids(await list(keyOf(partner.userId, ['billing:read'])))).toHaveLength(3)
  expect(fault(await records(keyOf(partner.userId, ['sessions:read']))).code).toBe('FORBIDDEN')
  expect(fault(await records(userCaller(['DRIVER']))).code).toBe('FORBIDDEN')
  expect(ids(await list(keyOf(partner.userId, ['billing:read'], true)))).toEqual([])
  expect((await list(admin)).length).toBeGreaterThan(3)
  const stranger = userCaller(['PARTNER'])
  const foreign = await records(stranger, { stationId: one.stationId })
  expect(fault(foreign)).toEqual({ code: 'NOT_FOUND', path: ['filter', 'stationId'] })
  expect(foreign).toEqual(await records(stranger, { stationId: newId() }))
  expect(fault(await askTotals(stranger, { stationId: one.stationId }))).toEqual({
    code: 'NOT_FOUND',
    path: ['input', 'stationId'],
  })
})

test('who sold a station keeps its earlier bills, and the new owner has those from then on', async () => {
  const [seller, buyer] = [userCaller(['PARTNER']), userCaller(['PARTNER'])]
  const place = await stationOf(seller.userId)
  const before = await billed(place, '2026-04-01T12:00:00Z')
  await box.sayStation(place, new Date(at(-400)), { operatorId: buyer.userId })
  const after = await billed(place, '2026-04-02T12:00:00Z')
  expect((await list(seller)).map(({ id }) => id)).toEqual([before.id])
  expect((await list(buyer)).map(({ id }) => id)).toEqual([after.id])
})

test("totals are the sums of the records to the cent, over a month's border and both changes of the clock", async () => {
  const partner = userCaller(['PARTNER'])
  const odd = [{ components: [{ type: 'ENERGY' as const, price: 0.3337, vat: 19, stepSize: 1 }] }]
  const [euros, yen] = [
    await stationOf(partner.userId, await box.tariff({ currency: 'EUR', elements: odd })),
    await stationOf(
      partner.userId,
      await box.tariff({ currency: 'JPY', elements: [{ components: [{ type: 'ENERGY', price: 33.3, stepSize: 1 }] }] }),
    ),
  ]
  const moments = [
    // The last minute of February and the first of March in Amsterdam.
    '2026-02-28T22:59:59Z',
    '2026-02-28T23:00:00Z',
    // A Sunday of 23 hours, and the month's border after it, in summer time.
    '2026-03-28T23:00:00Z',
    '2026-03-29T21:59:59Z',
    '2026-03-29T22:00:00Z',
    '2026-03-31T21:59:59Z',
    '2026-03-31T22:00:00Z',
    // A Sunday of 25 hours: 02:30 comes twice.
    '2026-10-25T00:30:00Z',
    '2026-10-25T01:30:00Z',
    '2026-10-25T22:59:59Z',
    '2026-10-25T23:00:00Z',
  ]
  for (const [i, moment] of moments.entries()) await billed(i % 3 === 2 ? yen : euros, moment, 1_237 + i * 171)

  for (const period of ['DAY', 'WEEK', 'MONTH'] as const) {
    const sums = await totals(partner, { period })
    expect(sums.reduce((sum, { bills }) => sum + bills, 0)).toBe(moments.length)
    for (const { startsAt, endsAt, currency, costExclVat, payable, bills } of sums) {
      const rows = (await list(partner, { from: startsAt, until: endsAt })).filter(
        ({ totalCostInclVat }) => (totalCostInclVat?.currency ?? 'JPY') === currency,
      )
      const sum = (of: (row: Record) => number) => rows.reduce((total, row) => total + of(row), 0)
      expect(bills).toBe(rows.length)
      expect(costExclVat).toBe(
        inMajorUnits(
          sum((row) => row.totalCostExclVat.amountMinor),
          currency,
        ),
      )
      expect(payable).toBe(
        inMajorUnits(
          sum((row) => (row.totalCostInclVat ?? row.totalCostExclVat).amountMinor),
          currency,
        ),
      )
    }
  }
  const days = (await totals(partner, { period: 'DAY' })).map(({ day, startsAt, endsAt, bills }) => ({
    day,
    bills,
    hours: (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000,
  }))
  const on = (day: string) => days.filter((one) => one.day === day)
  expect(on('2026-03-29').map(({ hours }) => hours)).toEqual([23, 23])
  expect(on('2026-10-25').reduce((sum, { bills }) => sum + bills, 0)).toBe(3)
  expect(on('2026-10-25')[0]?.hours).toBe(25)
  expect([...new Set((await totals(partner)).map(({ day }) => day))]).toEqual([
    '2026-02-01',
    '2026-03-01',
    '2026-04-01',
    '2026-10-01',
  ])
  // The week of the clock's change begins on a Monday in winter and ends in summer.
  const [week] = (await totals(partner, { period: 'WEEK' })).filter(({ day }) => day === '2026-03-23')
  expect([week?.startsAt, week?.endsAt]).toEqual(['2026-03-22T23:00:00.000Z', '2026-03-29T22:00:00.000Z'])
})

test('a bill that is taken back in a later month leaves the earlier one as it was', async () => {
  const partner = userCaller(['PARTNER'])
  const place = await stationOf(partner.userId)
  const { idToken } = await box.driver()
  const transaction = await box.begin(place, { idToken })
  await transaction.end(30, 1_010_000)
  const { id: sessionId } = await box.sessionOf(transaction.transactionId)
  const [bill] = await box.cdrs(sessionId)
  await reissued(bill?.id ?? '', '2026-05-31T12:00:00Z')
  const before = await totals(partner, { timeZone: 'UTC' })
  await transaction.end(30, 1_004_000)
  for (const { id } of (await box.cdrs(sessionId)).filter(({ id }) => id !== bill?.id)) await reissued(id, '2026-06-02T12:00:00Z')
  const after = await totals(partner, { timeZone: 'UTC' })
  expect(after[0]).toEqual(before[0])
  expect(after[0]).toMatchObject({ day: '2026-05-01', bills: 1, credits: 0, energyWh: 10_000, payable: '7.14' })
  expect(after[1]).toMatchObject({
    day: '2026-06-01',
    bills: 1,
    credits: 1,
    energyWh: 4_000,
    creditedEnergyWh: 10_000,
    currency: 'EUR',
    costExclVat: '-3.00',
    payable: '-3.57',
  })
})

const TABLE = `query ($filter: ChargeDetailRecordFilter, $after: String) { chargeDetailRecordTable(filter: $filter, after: $after) { csv next } }`
test('records as a table; bad input is named; the sandbox bills in a world of its own', async () => {
  const partner = userCaller(['PARTNER'])
  const place = await stationOf(sandboxOf(partner.userId))
  const { id, sessionId } = await billed(place, '2026-05-31T12:00:00Z')
  const key = keyOf(partner.userId, ['billing:read'], true)
  const { data } = await box.ask<{ chargeDetailRecordTable: { csv: string; next: string | null } }>(key, TABLE, {
    filter: { stationId: place.stationId },
  })
  const [head, row, ...rest] = data?.chargeDetailRecordTable.csv.trimEnd().split('\r\n') ?? []
  expect(head).toContain('record,session,revision,credit_of,issued,')
  expect(row).toContain(`${id},${sessionId},1,,2026-05-31T12:00:00.000Z,`)
  expect(row).toContain(',10,1800,0,6.00,7.14,EUR,')
  expect(row).toContain(',"Garage, Laan 7, Utrecht, NL",')
  expect([rest, data?.chargeDetailRecordTable.next]).toEqual([[], null])
  expect(await totals(partner)).toEqual([])
  expect(await totals(key)).toHaveLength(1)
  expect(fault(await box.ask(partner, TABLE, { after: 'x' })).code).toBe('BAD_USER_INPUT')
  const until = ['input', 'until']
  for (const [input, path] of [
    [{ until: '2026-01-01T00:00:00Z' }, until],
    [{ until: '2030-01-01T00:00:00Z' }, until],
    [{ timeZone: 'Mars/Olympus' }, ['input', 'timeZone']],
    [{ period: 'YEAR' }, ['input', 'period']],
  ] as const)
    expect(fault(await askTotals(partner, input))).toEqual({ code: 'BAD_USER_INPUT', path })
})
