import { afterAll, beforeAll, expect, test } from 'vitest'
import { metrics } from '#lib/metrics.ts'
import { newId } from '#lib/id.ts'
import { admin, userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { pruneBridge } from '../retention.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.issue('DRIVER1')
})
afterAll(() => bridge[Symbol.asyncDispose]())

const FACTS = `query ($id: UUID!) { chargePoint(id: $id) {
  serialNumber bootCount lastBoot { reason firmware ocppVersion } boots { edges { node { reason } } }
  connection { ocppVersion securityProfile nodeId since }
  connectors { evseNumber connectorNumber status errorCode errorInfo vendorId vendorErrorCode }
  errors { edges { node { evseNumber errorCode errorInfo vendorErrorCode endedAt } } }
  open: errors(open: true) { edges { node { errorCode } } }
  connections { edges { node { beganAt endedAt } } }
  uptime { days since connectedSeconds share }
} }`
interface Facts {
  serialNumber: string | null
  bootCount: number
  lastBoot: { reason: string | null } | null
  boots: { edges: { node: { reason: string | null } }[] }
  connection: { ocppVersion: string; securityProfile: number } | null
  connectors: { evseNumber: number; status: string; errorCode: string | null }[]
  errors: { edges: { node: { errorCode: string | null; errorInfo: string | null; endedAt: string | null } }[] }
  open: { edges: { node: { errorCode: string | null } }[] }
  connections: { edges: { node: { beganAt: string; endedAt: string | null } }[] }
  uptime: { days: number; since: string; connectedSeconds: number; share: number | null }[]
}
const factsOf = async (id: string): Promise<Facts> => {
  const { data, errors } = await bridge.ask<{ chargePoint: Facts }>(admin, FACTS, { id })
  expect(errors).toBeUndefined()
  return data?.chargePoint as Facts
}
const hours = (ago: number) => new Date(Date.now() - ago * 3_600_000)
const addInterval = (stationId: string, began: number, ended: number) =>
  bridge.db
    .insertInto('connection_interval')
    .values({ station_id: stationId, began_at: hours(began), ended_at: hours(ended) })
    .execute()
const watchedFor = (stationId: string, ago: number) =>
  bridge.db
    .updateTable('charge_point')
    .set({ intervals_since: hours(ago) })
    .where('station_id', '=', stationId)
    .execute()

test.each(['1.6', '2.0.1', '2.1'] as const)('%s: a charger tells what it is and why it booted, each boot once', async (version) => {
  const { stationId, identity } = await bridge.register()
  const charger = await bridge.connect(identity, { version, boot: false })
  const station = { vendorName: 'Evergraph', model: 'Simulator', serialNumber: 'SN-1', firmwareVersion: '7.1' }
  const boot = (reason: string) =>
    version === '1.6'
      ? charger.call('BootNotification', {
          chargePointVendor: 'Evergraph',
          chargePointModel: 'Simulator',
          chargePointSerialNumber: 'SN-1',
          firmwareVersion: '7.1',
        })
      : charger.call('BootNotification', { reason, chargingStation: station })
  await boot('PowerUp')
  await boot('RemoteReset')
  const word = { '1.6': 'OCPP_1_6', '2.0.1': 'OCPP_2_0_1', '2.1': 'OCPP_2_1' }[version]
  const facts = await factsOf(stationId)
  const reasons = version === '1.6' ? [null, null] : ['RemoteReset', 'PowerUp']
  expect(facts).toMatchObject({
    serialNumber: 'SN-1',
    bootCount: 2,
    lastBoot: { reason: reasons[0], firmware: '7.1', ocppVersion: word },
    connection: { ocppVersion: word, securityProfile: 1 },
  })
  expect(facts.boots.edges.map(({ node }) => node.reason)).toEqual(reasons)
  expect(violations(charger)).toEqual([])
})

test('of its boots the last are kept, and all are counted', async () => {
  const { stationId, identity } = await bridge.register()
  const most = OCPP_LIMITS.ofOneCharger.boots
  const old = Array.from({ length: most }, (_, i) => ({
    id: newId(),
    station_id: stationId,
    at: new Date(),
    reason: `old ${i}`,
    firmware: null,
    ocpp_version: '2.0.1' as const,
  }))
  await bridge.db.insertInto('boot').values(old).execute()
  await bridge.connect(identity, { version: '2.0.1' })
  const kept = await bridge.db.selectFrom('boot').select('reason').where('station_id', '=', stationId).orderBy('id').execute()
  expect(kept).toHaveLength(most)
  expect(kept[0]?.reason).toBe('old 1')
})

test('1.6: an error has its codes, is told once however often it is said, and ends with the word that it is over', async () => {
  const { stationId, identity } = await bridge.register()
  const charger = await bridge.connect(identity, { version: '1.6' })
  const say = (status: string, errorCode: string, more: object = {}) =>
    charger.call('StatusNotification', { connectorId: 1, status, errorCode, timestamp: new Date().toISOString(), ...more })
  const maker = { vendorId: 'Maker', vendorErrorCode: 'E7' }
  await say('Faulted', 'GroundFailure', { ...maker, info: '31 mA' })
  await say('Faulted', 'GroundFailure', { ...maker, info: '32 mA' })
  const during = await factsOf(stationId)
  expect(during.connectors).toContainEqual({
    evseNumber: 1,
    connectorNumber: 1,
    status: 'FAULTED',
    errorCode: 'GroundFailure',
    errorInfo: '32 mA',
    vendorId: 'Maker',
    vendorErrorCode: 'E7',
  })
  expect(during.open.edges).toHaveLength(1)
  await say('Available', 'HighTemperature')
  await say('Available', 'NoError')
  const { errors, open } = await factsOf(stationId)
  expect(open.edges).toEqual([])
  expect(errors.edges.map(({ node: { errorCode, errorInfo } }) => [errorCode, errorInfo])).toEqual([
    ['HighTemperature', null],
    ['GroundFailure', '32 mA'],
  ])
  expect(errors.edges.every(({ node }) => node.endedAt !== null)).toBe(true)
  expect(violations(charger)).toEqual([])
})

test('2.x: a connector that is faulted has an error without a code', async () => {
  const { stationId, identity } = await bridge.register()
  const charger = await bridge.connect(identity, { version: '2.0.1' })
  await charger.setStatus(1, 'Faulted')
  expect((await factsOf(stationId)).open.edges).toMatchObject([{ node: { errorCode: null } }])
  await charger.setStatus(1, 'Available')
  expect((await factsOf(stationId)).open.edges).toEqual([])
})

test('of its errors the last are kept', async () => {
  const { stationId, identity } = await bridge.register()
  const charger = await bridge.connect(identity)
  const most = OCPP_LIMITS.ofOneCharger.errors
  const old = Array.from({ length: most }, (_, i) => ({
    id: newId(),
    station_id: stationId,
    evse_number: 1,
    connector_number: 1,
    error_code: 'OtherError',
    error_info: null,
    vendor_id: null,
    vendor_error_code: `${i}`,
    began_at: hours(2),
    ended_at: hours(1),
  }))
  await bridge.db.insertInto('connector_error').values(old).execute()
  for (const vendorErrorCode of ['A', 'B', 'C'])
    await charger.call('StatusNotification', { connectorId: 1, status: 'Available', errorCode: 'OtherError', vendorErrorCode })
  const kept = await bridge.db
    .selectFrom('connector_error')
    .select('vendor_error_code')
    .where('station_id', '=', stationId)
    .orderBy('id')
    .execute()
  expect(kept).toHaveLength(most)
  expect(kept[0]?.vendor_error_code).toBe('3')
})

test('a charger that changes its socket stays connected; one that leaves does not', async () => {
  const { stationId, identity } = await bridge.register()
  const node = await bridge.addNode()
  await bridge.connect(identity, { reconnect: false })
  const [first] = (await factsOf(stationId)).connections.edges
  const second = await bridge.connect(identity, { url: node.url, reconnect: false })
  const { connections, connection } = await factsOf(stationId)
  expect(connection).not.toBeNull()
  expect(connections.edges).toEqual([first])
  await second[Symbol.asyncDispose]()
  // The two are asked for one after the other, and the charger may leave in between.
  const left = await until(async () => {
    const facts = await factsOf(stationId)
    return facts.connection === null && facts.connections.edges[0]?.node.endedAt ? facts : undefined
  })
  expect(left.connections.edges).toHaveLength(1)
})

test('the charger of a process that died counts as connected until the process was last seen', async () => {
  const { stationId, identity } = await bridge.register()
  const nodeId = newId()
  await bridge.db
    .insertInto('node')
    .values({ node_id: nodeId, seen_at: hours(0.5) })
    .execute()
  await bridge.db
    .insertInto('connection_interval')
    .values({ station_id: stationId, began_at: hours(3), ended_at: null })
    .execute()
  await watchedFor(stationId, 5)
  const dead = { identity, station_id: stationId, node_id: nodeId, epoch: 0, ocpp_version: '1.6' as const, security_profile: null }
  await bridge.db.insertInto('connection').values(dead).execute()
  await until(async () => {
    const { connection, connections } = await factsOf(stationId)
    return connection === null && connections.edges[0]?.node.endedAt
  })
  // Asked once more: its parts are read one after the other, and the round may come in between.
  const facts = await factsOf(stationId)
  expect(facts.uptime[0]?.share).toBeCloseTo(0.5, 2)
  expect(facts.uptime[0]?.connectedSeconds).toBeGreaterThanOrEqual(8_999)
})

test('uptime counts each window by itself, and nothing of the time before anybody watched', async () => {
  const { stationId } = await bridge.register()
  await watchedFor(stationId, 24 * 400)
  await addInterval(stationId, 30, 12)
  await addInterval(stationId, 6, 0)
  const shares = (await factsOf(stationId)).uptime.map(({ days, share }) => [days, Number(share?.toFixed(3))])
  expect(shares).toEqual([
    [1, 0.75],
    [7, Number((24 / 168).toFixed(3))],
    [30, Number((24 / 720).toFixed(3))],
  ])
  await watchedFor(stationId, 12)
  expect((await factsOf(stationId)).uptime.map(({ share }) => Number(share?.toFixed(3)))).toEqual([0.5, 0.5, 0.5])
})

test('a charger whose line flaps has so many intervals, and its uptime counts from the oldest that is kept', async () => {
  const { stationId, identity } = await bridge.register()
  await watchedFor(stationId, 24)
  const most = OCPP_LIMITS.ofOneCharger.intervals
  const began = hours(3).getTime()
  const flaps = Array.from({ length: most }, (_, i) => ({
    station_id: stationId,
    began_at: new Date(began + i * 1_000),
    ended_at: new Date(began + i * 1_000 + 500),
  }))
  await bridge.db.insertInto('connection_interval').values(flaps).execute()
  const charger = await bridge.connect(identity)
  await charger[Symbol.asyncDispose]()
  const count = () => bridge.db.selectFrom('connection_interval').select('began_at').where('station_id', '=', stationId).execute()
  const kept = await until(async () => {
    const rows = await count()
    return rows.length === most ? rows : undefined
  })
  expect(kept.some(({ began_at: at }) => at.getTime() === began)).toBe(false)
  const { uptime } = await factsOf(stationId)
  expect(new Date(uptime[0]?.since ?? 0).getTime()).toBe(began + 500)
})

test('what is older than uptime and errors are told for goes', async () => {
  const { stationId } = await bridge.register()
  await addInterval(stationId, 24 * 40, 24 * 39)
  await pruneBridge({ db: bridge.db })
  expect((await factsOf(stationId)).connections.edges).toEqual([])
  expect(await metrics.metrics()).toMatch(/^evergraph_pruned_total\{schema="ocpp",table="connection_interval"\} [1-9]/m)
})

test('nobody but the operator and admins is shown a charger', async () => {
  const { stationId, operatorId } = await bridge.register()
  const shown = async (caller: Parameters<TestBridge['ask']>[0]) =>
    (await bridge.ask(caller, FACTS, { id: stationId })).errors?.[0]?.extensions?.code
  expect(await shown(userCaller(['OPERATOR'], operatorId))).toBeUndefined()
  expect(await shown(userCaller(['OPERATOR']))).toBe('NOT_FOUND')
  expect(await shown(userCaller())).toBe('NOT_FOUND')
})
