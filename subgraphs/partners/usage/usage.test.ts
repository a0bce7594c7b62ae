import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS, GATEWAY, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { admin } from '../../../test/caller.ts'
import { minutesAgo } from '../../../test/here.ts'
import { fault } from '../../../test/subgraph.ts'
import { newPartner, testPartners, type TestPartners } from '../partners.fixture.ts'
import { PARTNERS_LIMITS } from '../limits.ts'
import { prunePartners } from '../retention.ts'
import { BOUNDS, bucketOf, NOTHING, quantileOf } from './histogram.ts'

let box: TestPartners
beforeAll(async () => {
  box = await testPartners()
})
afterAll(() => box[Symbol.asyncDispose]())

const daysAgo = (days: number) => minutesAgo(days * 24 * 60)

interface Call {
  clientId: string
  at: string
  operation: string
  code?: string
  ms: number
  address?: string
  requestId?: string
}
const record = (calls: readonly Call[], report: { gatewayId?: string; sequence?: number } = {}, caller: Caller = GATEWAY) =>
  box.ask<{ recordUsage: boolean }>(caller, 'mutation ($input: RecordUsageInput!) { recordUsage(input: $input) }', {
    input: { gatewayId: newId(), sequence: 1, ...report, calls },
  })

const USAGE = `query ($id: UUID!, $from: String, $to: String, $after: String) { apiClient(id: $id) {
  usage(from: $from, to: $to, first: 2, after: $after) { edges { cursor node { day operation calls errors p50Ms p95Ms } } pageInfo { hasNextPage } }
  usageByDay(from: $from, to: $to) { day calls errors p50Ms p95Ms }
  usageByOperation(from: $from, to: $to) { operation calls errors p50Ms p95Ms }
  errors(from: $from, to: $to) { code calls } } }`
interface Shown {
  day: string
  operation: string
  calls: number
  errors: number
  p50Ms: number
  p95Ms: number
}
interface Usage {
  usage: { edges: { cursor: string; node: Shown }[]; pageInfo: { hasNextPage: boolean } }
  usageByDay: Shown[]
  usageByOperation: Shown[]
  errors: { code: string; calls: number }[]
}
const usage = (caller: Caller, id: string, more: object = {}) =>
  box.ask<{ apiClient: Usage | null }>(caller, USAGE, { id, ...more })

const today = new Date().toISOString()
const yesterday = daysAgo(1).toISOString()

async function newClient() {
  const partner = newPartner()
  const { client, secret } = await box.create(partner)
  return { partner, id: client.id, secret }
}

describe('usage', () => {
  test('of today is told to the gateway with the key, without what was refused for its number', async () => {
    const { id, secret } = await newClient()
    expect((await box.known(secret))?.callsToday).toBe(0)
    const now = (await box.db.selectNoFrom(sql<Date>`now()`.as('now')).executeTakeFirstOrThrow()).now.toISOString()
    const call = { clientId: id, at: now, operation: 'Stations', ms: 8 }
    await record([call, call, { ...call, code: 'NOT_FOUND' }, { ...call, code: 'RATE_LIMITED' }, { ...call, at: yesterday }])
    expect((await box.known(secret))?.callsToday).toBe(3)
  })

  test('is counted by day and operation, with errors and latency, and read in pages', async () => {
    const { partner, id } = await newClient()
    const calls = Array.from({ length: 20 }, (_, i) => ({ clientId: id, at: today, operation: 'Stations', ms: i === 19 ? 900 : 8 }))
    await record(calls)
    await record([
      { clientId: id, at: today, operation: 'Stations', code: 'RATE_LIMITED', ms: 0 },
      { clientId: id, at: today, operation: 'Bills', ms: 40 },
      { clientId: id, at: yesterday, operation: 'Bills', code: 'NOT_FOUND', ms: 40 },
      { clientId: id, at: yesterday, operation: 'Bills', code: 'NOT_FOUND', ms: 40 },
    ])
    const { data } = await usage(partner, id)
    const first = data?.apiClient
    expect(first?.usage.edges.map(({ node }) => [node.day, node.operation, node.calls, node.errors])).toEqual([
      [today.slice(0, 10), 'Stations', 21, 1],
      [today.slice(0, 10), 'Bills', 1, 0],
    ])
    expect(first?.usage.pageInfo.hasNextPage).toBe(true)
    const [stations] = first?.usage.edges ?? []
    expect(stations?.node.p50Ms).toBeGreaterThan(7)
    expect(stations?.node.p50Ms).toBeLessThanOrEqual(10)
    expect(stations?.node.p95Ms).toBeLessThanOrEqual(1_000)
    const after = first?.usage.edges[1]?.cursor
    const second = (await usage(admin, id, { after })).data?.apiClient
    expect(second?.usage.edges.map(({ node }) => [node.day, node.calls, node.errors])).toEqual([[yesterday.slice(0, 10), 2, 2]])
    expect(second?.usageByDay.map(({ day, calls: count, errors }) => [day, count, errors])).toEqual([
      [yesterday.slice(0, 10), 2, 2],
      [today.slice(0, 10), 22, 1],
    ])
    // Both days of an operation are one line; what a period leaves out is not in its times either.
    expect(second?.usageByOperation.map(({ operation, calls: count, errors }) => [operation, count, errors])).toEqual([
      ['Stations', 21, 1],
      ['Bills', 3, 2],
    ])
    expect(second?.usageByOperation[1]?.p95Ms).toBeGreaterThan(30)
    expect((await usage(newPartner(), id)).data?.apiClient ?? null).toBeNull()
    expect(second?.errors).toEqual([
      { code: 'NOT_FOUND', calls: 2 },
      { code: 'RATE_LIMITED', calls: 1 },
    ])
    const day = { from: yesterday.slice(0, 10), to: yesterday.slice(0, 10) }
    const dayBefore = (await usage(partner, id, day)).data?.apiClient
    expect(dayBefore?.usageByDay).toHaveLength(1)
    expect(dayBefore?.usageByOperation.map(({ operation, calls: count }) => [operation, count])).toEqual([['Bills', 2]])
  })

  test('of a report is counted once, however often it comes at once, and a late one not at all', async () => {
    const { partner, id } = await newClient()
    const gatewayId = newId()
    const report = [{ clientId: id, at: today, operation: 'Me', ms: 1 }]
    const answers = await Promise.all(Array.from({ length: 6 }, () => record(report, { gatewayId, sequence: 7 })))
    expect(answers.map(({ data }) => data?.recordUsage).toSorted()).toEqual([false, false, false, false, false, true])
    expect((await record(report, { gatewayId, sequence: 6 })).data).toEqual({ recordUsage: false })
    expect((await record(report, { gatewayId, sequence: 8 })).data).toEqual({ recordUsage: true })
    expect((await record(report, { sequence: 1 })).data).toEqual({ recordUsage: true })
    expect((await usage(partner, id)).data?.apiClient?.usageByDay[0]?.calls).toBe(3)
  })

  test('of many gateways at once is added up', async () => {
    const [one, other] = [await newClient(), await newClient()]
    const operations = ['A', 'B', 'C', 'D']
    const calls = [one, other].flatMap(({ id }) => operations.map((operation) => ({ clientId: id, at: today, operation, ms: 3 })))
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => record(i % 2 ? calls : calls.toReversed())))
    expect(answers.every(({ data }) => data?.recordUsage)).toBe(true)
    for (const { partner, id } of [one, other]) expect((await usage(partner, id)).data?.apiClient?.usageByDay[0]?.calls).toBe(48)
  })

  test('of clients that are not known is left out, and the rest is counted', async () => {
    const { partner, id } = await newClient()
    const call = { at: today, operation: 'Me', ms: 1 }
    expect((await record([{ ...call, clientId: newId() }])).data?.recordUsage).toBe(true)
    await record([
      { ...call, clientId: newId() },
      { ...call, clientId: id },
    ])
    expect((await usage(partner, id)).data?.apiClient?.usageByDay[0]?.calls).toBe(1)
  })

  test('is reported by the gateway alone, and shown to the partner and admins alone', async () => {
    const { id } = await newClient()
    const key = { kind: 'client', clientId: id, partnerId: newId(), scopes: [], sandbox: false } as const
    for (const caller of [ANONYMOUS, admin, key]) expect(fault(await record([], {}, caller)).code).toBe('FORBIDDEN')
    expect((await usage(newPartner(), id)).data?.apiClient).toBeNull()
  })

  test('of a period that is none, or too long, is refused by its name', async () => {
    const { partner, id } = await newClient()
    const refused = async (more: object) => fault(await usage(partner, id, more))
    expect(await refused({ from: '2026-02-30' })).toEqual({ code: 'BAD_USER_INPUT', path: ['from'] })
    expect(await refused({ from: '2026-01-02', to: '2026-01-01' })).toEqual({ code: 'BAD_USER_INPUT', path: ['to'] })
    expect(await refused({ from: '2026-01-01', to: '2026-12-31' })).toEqual({ code: 'BAD_USER_INPUT', path: ['from'] })
  })
})

describe('calls', () => {
  const CALLS = `query ($id: UUID!, $filter: ApiCallFilter, $after: String) { apiClient(id: $id) {
    calls(first: 2, filter: $filter, after: $after) { edges { cursor node { at operation code ms addressBlock requestId } } } } }`
  type Data = { apiClient: { calls: { edges: { cursor: string; node: Call & { addressBlock: string | null } }[] } } }
  const calls = async (caller: Caller, id: string, more: object = {}) =>
    (await box.ask<Data>(caller, CALLS, { id, ...more })).data?.apiClient.calls.edges ?? []

  test('are listed with their network and nothing more of where they came from', async () => {
    const { partner, id } = await newClient()
    const [first, second, third] = [3, 2, 1].map((hours) => minutesAgo(hours * 60).toISOString())
    const call = { clientId: id, ms: 12 }
    await record([
      { ...call, at: second ?? '', operation: 'Me', address: '2001:db8:1:2::/64', code: 'NOT_FOUND' },
      { ...call, at: first ?? '', operation: 'Me', address: '203.0.113.77', requestId: 'abc' },
      { ...call, at: third ?? '', operation: 'Bills', address: 'nonsense' },
    ])
    const page = await calls(partner, id)
    expect(page.map(({ node }) => [node.operation, node.code, node.addressBlock])).toEqual([
      ['Bills', null, null],
      ['Me', 'NOT_FOUND', '2001:db8:1::/48'],
    ])
    expect((await calls(partner, id, { after: page[1]?.cursor })).map(({ node }) => node)).toEqual([
      { at: first, operation: 'Me', code: null, ms: 12, addressBlock: '203.0.113.0/24', requestId: 'abc' },
    ])
    const found = async (filter: object) => (await calls(admin, id, { filter })).map(({ node }) => node.at)
    expect(await found({ failed: true })).toEqual([second])
    expect(await found({ operation: 'Me', failed: false })).toEqual([first])
    expect(await found({ from: second, to: third })).toEqual([second])
  })

  test('are kept for 90 days, and counts for longer', async () => {
    const { partner, id } = await newClient()
    const { callDays } = PARTNERS_LIMITS
    for (const days of [callDays + 1, callDays - 1])
      await record([{ clientId: id, at: daysAgo(days).toISOString(), operation: `${days}`, ms: 1 }])
    await box.db
      .updateTable('usage_report')
      .set({ at: sql<Date>`now() - interval '8 days'` })
      .execute()
    await prunePartners(box.db)
    expect((await calls(partner, id)).map(({ node }) => node.operation)).toEqual([`${callDays - 1}`])
    expect(await box.db.selectFrom('usage').select('operation').where('client_id', '=', id).execute()).toHaveLength(2)
    expect(await box.db.selectFrom('usage_report').selectAll().execute()).toEqual([])
  })
})

describe('a histogram', () => {
  test('has a place for every latency', () => {
    expect([0, 1, 1.5, 30_000, 30_001, Infinity].map(bucketOf)).toEqual([0, 0, 1, BOUNDS.length - 1, BOUNDS.length, BOUNDS.length])
  })

  test('is right to its bucket', () => {
    let state = 7
    const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
    const all = Array.from({ length: 2_000 }, () => 30_000 ** random()).toSorted((a, b) => a - b)
    const buckets = [...NOTHING]
    for (const ms of all) buckets[bucketOf(ms)] = (buckets[bucketOf(ms)] ?? 0) + 1
    for (const share of [0.01, 0.5, 0.95, 0.99, 1]) {
      const exact = all[Math.ceil(share * all.length) - 1] ?? 0
      expect(bucketOf(quantileOf(buckets, share) ?? 0)).toBe(bucketOf(exact))
    }
    expect(quantileOf(NOTHING, 0.5)).toBeNull()
  })
})
