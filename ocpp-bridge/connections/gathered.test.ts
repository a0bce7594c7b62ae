import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { lockChargePoint } from '../transactions/transaction.queries.ts'
import { createGathered, type Gathered } from './gathered.ts'

let bridge: TestBridge
let gathered: Gathered
let nodeId: string
beforeAll(async () => {
  bridge = await testBridge()
  gathered = createGathered({ db: bridge.db, inTurn: (_lane, task) => task() })
  nodeId = newId()
  // It lives for as long as the test, or its connections would be taken for those of a dead process.
  await bridge.db
    .insertInto('node')
    .values({ node_id: nodeId, seen_at: new Date(Date.now() + 3_600_000) })
    .execute()
})
afterAll(() => bridge[Symbol.asyncDispose]())

const fleet = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    identity: `${name}-${i}`,
    stationId: newId(),
    nodeId,
    ocppVersion: '1.6' as const,
    securityProfile: 1 as const,
  }))
const identities = (of: readonly { identity: string }[]) => of.map(({ identity }) => identity)
const owners = (of: readonly { identity: string }[]) =>
  bridge.db
    .selectFrom('connection')
    .select(['identity', 'epoch', sql<string>`connection.xmin::text`.as('transaction')])
    .where('identity', 'in', identities(of))
    .execute()
const openIntervals = async (of: readonly { stationId: string }[]) => {
  const stationIds = of.map(({ stationId }) => stationId)
  const open = bridge.db.selectFrom('connection_interval').select('station_id').where('ended_at', 'is', null)
  return (await open.where('station_id', 'in', stationIds).execute()).length
}
const said = async (
  name: 'ocpp.charge-point.connected' | 'ocpp.charge-point.disconnected',
  of: readonly { stationId: string }[],
) => {
  const stationIds = new Set(of.map(({ stationId }) => stationId))
  return (await bridge.said(name)).filter(({ stationId }) => stationIds.has(stationId)).length
}

test('chargers that come at the same moment are taken on in few transactions, and given up in few; each is told once', async () => {
  const chargers = fleet('MANY', 250)
  const epochs = await Promise.all(chargers.map((one) => gathered.claim(one)))
  const rows = await owners(chargers)
  expect(new Map(rows.map(({ identity, epoch }) => [identity, epoch]))).toEqual(
    new Map(chargers.map(({ identity }, i) => [identity, epochs[i]])),
  )
  expect(new Set(rows.map(({ transaction }) => transaction)).size).toBeLessThanOrEqual(5)
  expect(await said('ocpp.charge-point.connected', chargers)).toBe(250)
  expect(await openIntervals(chargers)).toBe(250)

  await Promise.all(chargers.map(({ identity }, i) => gathered.release({ identity, epoch: epochs[i] ?? 0 })))
  expect(await owners(chargers)).toEqual([])
  expect(await said('ocpp.charge-point.disconnected', chargers)).toBe(250)
  expect(await openIntervals(chargers)).toBe(0)
})

test('of several sockets of one identity that come at the same moment the last one owns it, and the end of the others changes nothing', async () => {
  const [charger] = fleet('TWICE', 1)
  if (charger === undefined) throw new Error('There is one.')
  const sockets = Array.from({ length: 8 }, () => charger)
  const epochs = await Promise.all([...sockets, ...fleet('BESIDE', 3), ...sockets].map((one) => gathered.claim(one)))
  const ours = [...epochs.slice(0, 8), ...epochs.slice(11)]
  expect(ours).toEqual(ours.toSorted((a, b) => a - b))
  const newest = ours.pop()
  await Promise.all(ours.map((epoch) => gathered.release({ identity: charger.identity, epoch })))
  expect(await owners([charger])).toMatchObject([{ epoch: newest }])
  expect(await said('ocpp.charge-point.disconnected', [charger])).toBe(0)
  expect(await openIntervals([charger])).toBe(1)
})

test('a charger whose lock somebody keeps holds up none of those that come with it', async () => {
  const chargers = fleet('LOCKED', 5)
  const [locked, ...others] = chargers
  if (locked === undefined) throw new Error('There is one.')
  await bridge.db
    .transaction()
    .execute(async (trx) => {
      await lockChargePoint(trx, locked.identity)
      const waiting = gathered.claim(locked)
      await Promise.all(others.map((one) => gathered.claim(one)))
      expect(await owners(chargers)).toHaveLength(4)
      return { waiting }
    })
    .then(({ waiting }) => waiting)
  expect(await owners(chargers)).toHaveLength(5)
})
