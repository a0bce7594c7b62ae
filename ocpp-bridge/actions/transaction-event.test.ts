import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import type { ChargePoint } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge({ partsTimeoutMs: 1_500 })
  await bridge.issue('DRIVER1')
})
afterAll(() => bridge[Symbol.asyncDispose]())

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

interface Station {
  stationId: string
  identity: string
  charger: ChargePoint
}

async function station(version: '2.0.1' | '2.1' = '2.0.1'): Promise<Station> {
  const registered = await bridge.register()
  return { ...registered, charger: await bridge.connect(registered.identity, { version }) }
}

type Type = 'Started' | 'Updated' | 'Ended'
const TRIGGER = { Started: 'Authorized', Updated: 'MeterValuePeriodic', Ended: 'EVDeparted' }

/** One part of a transaction of which each minute has a number: part 0 half an hour ago at 1,000 Wh, 100 Wh a minute. */
function part(transactionId: string, eventType: Type, seqNo: number, more: object = {}, info: object = {}) {
  const timestamp = minutesAgo(30 - seqNo)
  return {
    eventType,
    timestamp,
    triggerReason: TRIGGER[eventType],
    seqNo,
    transactionInfo: { transactionId, chargingState: 'Charging', ...info },
    evse: { id: 1, connectorId: 1 },
    meterValue: [{ timestamp, sampledValue: [{ value: 1000 + 100 * seqNo }] }],
    ...(eventType === 'Started' ? { idToken: { idToken: 'DRIVER1', type: 'Central' } } : {}),
    ...more,
  }
}

async function told({ stationId }: { stationId: string }) {
  const events = (await bridge.events()).filter(({ name }) => name.startsWith('ocpp.transaction.'))
  const started = events.filter((event) => event.name === 'ocpp.transaction.started' && event.data.stationId === stationId)
  const ids = new Set(started.map(({ aggregateId }) => aggregateId))
  return events
    .filter(({ aggregateId }) => ids.has(aggregateId))
    .map(({ name, data }) => ({ ...data, name: name.slice('ocpp.transaction.'.length) }))
}
const names = async (of: { stationId: string }) => (await told(of)).map(({ name }) => name)
/** All that waits for too long has been looked at: another charger's transaction, which lacks a part, was completed after it. */
async function othersCompleted(version: '2.0.1' | '2.1'): Promise<void> {
  const other = await station(version)
  const id = newId()
  await send(other, part(id, 'Started', 0))
  await send(other, part(id, 'Ended', 2))
  await until(async () => (await names(other)).at(-1) === 'ended')
}
const send = ({ charger }: Station, payload: object) => charger.call('TransactionEvent', payload as Record<string, unknown>)

test.each(['2.0.1', '2.1'] as const)(
  'edge case 23: %s: parts in order are a transaction, each part counts once',
  async (version) => {
    const at = await station(version)
    const id = newId()
    expect(await send(at, part(id, 'Started', 0))).toMatchObject({ idTokenInfo: { status: 'Accepted' } })
    for (let i = 0; i < 3; i++) expect(await send(at, part(id, 'Updated', 1))).toEqual({})
    for (let i = 0; i < 3; i++) expect(await send(at, part(id, 'Ended', 2, {}, { stoppedReason: 'EVDisconnected' }))).toEqual({})
    await send(at, part(id, 'Started', 0))
    expect(await told(at)).toMatchObject([
      { name: 'started', idToken: 'DRIVER1', authorised: true, meterStartWh: 1000, offline: false },
      { name: 'metered' },
      { name: 'metered', samples: [{ registerWh: 1100 }] },
      { name: 'ended', meterStopWh: 1200, reason: 'EVDisconnected', samples: [{ registerWh: 1200 }] },
    ])
  },
)

test('edge case 23: Ended before Started waits until every part is there', async () => {
  const at = await station()
  const id = newId()
  await send(at, part(id, 'Ended', 3, { offline: true }))
  await send(at, part(id, 'Updated', 2, { offline: true }))
  expect(await names(at)).toEqual([])
  await send(at, part(id, 'Started', 0, { offline: true }))
  expect((await names(at)).includes('ended')).toBe(false)
  await send(at, part(id, 'Updated', 1, { offline: true }))
  const all = await told(at)
  expect(all[0]).toMatchObject({ name: 'started', meterStartWh: 1000, offline: true })
  expect(all.at(-1)).toMatchObject({ name: 'ended', meterStopWh: 1300, offline: true })
  expect(all.filter(({ name }) => name === 'ended')).toHaveLength(1)
  const registers = all.flatMap((event) => ('samples' in event ? event.samples.map(({ registerWh }) => registerWh) : []))
  expect(new Set(registers)).toEqual(new Set([1000, 1100, 1200, 1300]))
})

test('edge case 23: a part that never comes is not waited for for ever', async () => {
  const at = await station()
  const id = newId()
  await send(at, part(id, 'Started', 0))
  await send(at, part(id, 'Ended', 5))
  expect(await names(at)).toEqual(['started', 'metered'])
  const { transactionId } = (await told(at))[0] as { transactionId: string }
  expect(await bridge.waitFor('ocpp.transaction.ended', (data) => data.transactionId === transactionId)).toMatchObject({
    meterStopWh: 1500,
  })
})

test.each(['2.0.1', '2.1'] as const)(
  'edge case 23: %s: a Started that comes long after the Ended gives the session its true times, once',
  async (version) => {
    const at = await station(version)
    const id = newId()
    const timePasses = (hours: number) =>
      bridge.db
        .updateTable('transaction')
        .set({ end_received_at: new Date(Date.now() - hours * 3_600_000) })
        .where('identity', '=', at.identity)
        .execute()
    const ended = part(id, 'Ended', 2, { offline: true })
    await send(at, ended)
    await timePasses(23)
    await othersCompleted(version)
    expect(await names(at)).toEqual([])
    const started = part(id, 'Started', 0, { offline: true })
    await send(at, started)
    // The part between them is not waited for any more.
    await bridge.waitFor('ocpp.transaction.ended', (data) => data.endedAt === ended.timestamp)
    expect((await told(at)).filter(({ name }) => name !== 'metered')).toMatchObject([
      { name: 'started', startedAt: started.timestamp, meterStartWh: 1000, idToken: 'DRIVER1', authorised: true },
      { name: 'ended', endedAt: ended.timestamp, meterStopWh: 1200 },
    ])
  },
)

test('edge case 23: a Started that never comes is not waited for for ever; one that comes even later is kept aside', async () => {
  const at = await station()
  const id = newId()
  await send(at, part(id, 'Ended', 2, { offline: true }))
  const long = new Date(Date.now() - 2 * 86_400_000)
  await bridge.db.updateTable('transaction').set({ end_received_at: long }).where('identity', '=', at.identity).execute()
  await until(async () => (await names(at)).at(-1) === 'ended')
  await send(at, part(id, 'Started', 0, { offline: true }))
  expect((await names(at)).filter((name) => name !== 'metered')).toEqual(['started', 'ended'])
  const kept = await bridge.db.selectFrom('quarantine').select('reason').where('identity', '=', at.identity).execute()
  expect(kept).toEqual([{ reason: expect.stringContaining('it came too late') }])
})

test('edge case 23: a number that comes again with another time is kept aside', async () => {
  const at = await station()
  const id = newId()
  await send(at, part(id, 'Started', 0))
  await send(at, part(id, 'Started', 0, { timestamp: minutesAgo(2) }))
  const kept = await bridge.db.selectFrom('quarantine').select('reason').where('identity', '=', at.identity).execute()
  expect(kept).toEqual([{ reason: 'its number was used before, with another time' }])
})

test('edge case 23: an Ended under a number that was used before is not lost', async () => {
  const at = await station()
  const id = newId()
  await send(at, part(id, 'Started', 0))
  await send(at, part(id, 'Updated', 1))
  await send(at, part(id, 'Ended', 1))
  expect((await names(at)).at(-1)).toBe('ended')
})

test('a transaction that begins with the cable is said when its user is known, with the time it began', async () => {
  const at = await station()
  const id = newId()
  const started = part(id, 'Started', 0, { idToken: undefined, triggerReason: 'CablePluggedIn' }, { chargingState: 'EVConnected' })
  await send(at, started)
  expect(await names(at)).toEqual([])
  await send(at, part(id, 'Updated', 1, { triggerReason: 'Authorized', idToken: { idToken: 'driver1', type: 'ISO14443' } }))
  expect((await told(at))[0]).toMatchObject({
    name: 'started',
    idToken: 'driver1',
    authorised: true,
    startedAt: started.timestamp,
    meterStartWh: 1000,
  })
})

test.each([
  [{ idToken: 'NOBODY', type: 'ISO14443' }, 'Unknown', false],
  [{ idToken: '', type: 'NoAuthorization' }, 'Accepted', false],
])('the token %j is answered %s, and the transaction is kept', async (idToken, status, authorised) => {
  const at = await station()
  expect(await send(at, part(newId(), 'Started', 0, { idToken }))).toMatchObject({ idTokenInfo: { status } })
  expect((await told(at))[0]).toMatchObject({ name: 'started', authorised })
})

test('the charging state suspends and resumes, and tells what the connector does', async () => {
  const at = await station()
  const id = newId()
  await at.charger.setStatus(1, 'Preparing')
  await send(at, part(id, 'Started', 0))
  for (const [seqNo, chargingState] of ['SuspendedEV', 'Charging', 'SuspendedEVSE', 'SuspendedEVSE'].entries()) {
    await send(
      at,
      part(id, 'Updated', seqNo + 1, { triggerReason: 'ChargingStateChanged', meterValue: undefined }, { chargingState }),
    )
  }
  await send(at, part(id, 'Ended', 5, {}, { chargingState: 'EVConnected' }))
  expect(await told(at)).toMatchObject([
    { name: 'started' },
    { name: 'metered' },
    { name: 'suspended', by: 'EV' },
    { name: 'resumed' },
    { name: 'suspended', by: 'EVSE' },
    { name: 'ended' },
  ])
  const statuses = (await bridge.said('ocpp.connector.status-changed')).filter(({ stationId }) => stationId === at.stationId)
  expect(statuses.map(({ status }) => status)).toEqual([
    'AVAILABLE',
    'PREPARING',
    'CHARGING',
    'SUSPENDED',
    'CHARGING',
    'SUSPENDED',
    'FINISHING',
  ])
})

test('edge case 5: an event that names no transaction is answered and kept aside', async () => {
  const at = await station()
  const payload = { ...part('x', 'Started', 0), transactionInfo: {} }
  expect(await send(at, payload)).toMatchObject({ idTokenInfo: { status: 'Accepted' } })
  const kept = await bridge.db.selectFrom('quarantine').selectAll().where('identity', '=', at.identity).execute()
  expect(kept).toMatchObject([{ action: 'TransactionEvent', payload, reason: expect.stringContaining('no transaction') as string }])
})

test('a SEND is taken and never answered', async () => {
  const at = await station('2.1')
  const before = at.charger.wire.frames.length
  at.charger.wire.sendRaw(
    JSON.stringify([
      6,
      's1',
      'NotifyPeriodicEventStream',
      { id: 1, pending: 0, basetime: minutesAgo(1), data: [{ t: 0, v: '1' }] },
    ]),
  )
  at.charger.wire.sendRaw(JSON.stringify([6, 's2', 'NotifyPeriodicEventStream', { wrong: true }]))
  at.charger.wire.sendRaw(JSON.stringify([6, 's3', 'Nonsense', {}]))
  await at.charger.heartbeat()
  expect(at.charger.wire.frames.slice(before).filter(({ direction }) => direction === 'in')).toHaveLength(1)
})

test('edge case 13: values outside of transaction events are for who watches, and the energy counts once', async () => {
  const at = await station()
  const id = newId()
  const aligned = (evseId: number, minute: number, registerWh: number, powerW: number) => {
    const sampledValue = [{ value: registerWh }, { value: powerW, measurand: 'Power.Active.Import' }]
    return at.charger.call('MeterValues', { evseId, meterValue: [{ timestamp: minutesAgo(30 - minute), sampledValue }] })
  }
  expect(await aligned(1, -1, 900, 5_000)).toEqual({})
  await send(at, part(id, 'Started', 0))
  expect(await aligned(1, 1, 1_100, 6_000)).toEqual({})
  await send(at, part(id, 'Updated', 1))
  await aligned(0, 2, 777_777, 9_000)
  await aligned(2, 2, 888_888, 9_000)
  await send(at, part(id, 'Ended', 2))
  await aligned(1, 3, 999_999, 9_000)
  const said = await told(at)
  expect(said.map(({ name }) => name)).toEqual(['started', 'metered', 'metered', 'metered', 'ended'])
  const samples = said.flatMap((event) => ('samples' in event ? (event.samples as { registerWh: number; powerW?: number }[]) : []))
  expect(samples.find(({ powerW }) => powerW === 6_000)).toMatchObject({ registerWh: 1_100 })
  expect(Math.max(...samples.map(({ registerWh }) => registerWh))).toBe(1_200)
})

test('samples of a transaction that nobody has are bounded, and its energy is right all the same', async () => {
  const at = await station()
  const id = newId()
  const idle = { chargingState: 'EVConnected' }
  await send(at, part(id, 'Started', 0, { idToken: undefined }, idle))
  const meterValue = (n: number) =>
    Array.from({ length: 700 }, (_, i) => ({ timestamp: minutesAgo(29 - n - i / 1_000), sampledValue: [{ value: 1000 }] }))
  for (let n = 1; n <= 3; n++) await send(at, part(id, 'Updated', n, { meterValue: meterValue(n) }, idle))
  await send(at, part(id, 'Updated', 4))
  await send(at, part(id, 'Ended', 5))
  const [started, ...rest] = await told(at)
  expect(started).toMatchObject({ name: 'started', meterStartWh: 1_000 })
  expect(rest).toMatchObject([
    { name: 'metered', samples: { length: OCPP_LIMITS.heldSamples } },
    { name: 'metered' },
    { name: 'ended', meterStopWh: 1_500 },
  ])
})
