import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import type { ChargePoint } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'

/** The time that a charger is given never runs out by itself here; the tests let it pass. */
let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge({ forgottenAfterMs: 3_600_000 })
  await bridge.issue('DRIVER1')
})
afterAll(() => bridge[Symbol.asyncDispose]())

interface Station {
  stationId: string
  identity: string
  charger: ChargePoint
}
async function station(version: '1.6' | '2.0.1' = '1.6'): Promise<Station> {
  const registered = await bridge.register()
  return { ...registered, charger: await bridge.connect(registered.identity, { version }) }
}

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
const LAST_SAMPLE = minutesAgo(15)
const sample = (registerWh: number, timestamp: string) => ({ timestamp, sampledValue: [{ value: String(registerWh) }] })

/** A transaction of half an hour with one sample, 1,500 Wh; gives 1.6's number. */
async function begin({ charger }: Station, timestamp = minutesAgo(30)): Promise<number> {
  const reply = await charger.call('StartTransaction', { connectorId: 1, idTag: 'DRIVER1', meterStart: 1000, timestamp })
  const transactionId = reply['transactionId'] as number
  await meter({ charger }, { transactionId, meterValue: [sample(1500, LAST_SAMPLE)] })
  return transactionId
}
const meter = ({ charger }: Pick<Station, 'charger'>, more: object) => charger.call('MeterValues', { connectorId: 1, ...more })
const stop = ({ charger }: Station, transactionId: number, more: object = {}) =>
  charger.call('StopTransaction', { transactionId, meterStop: 2000, timestamp: minutesAgo(5), reason: 'PowerLoss', ...more })
const available = ({ charger }: Station, connectorId = 1, more: object = {}) =>
  charger.call('StatusNotification', { connectorId, errorCode: 'NoError', status: 'Available', ...more })

const rows = ({ stationId }: { stationId: string }) =>
  bridge.db.selectFrom('transaction').selectAll().where('station_id', '=', stationId).orderBy('received_at').execute()
const doubtOf = async (at: Station) => (await rows(at))[0]?.doubt

/** The charger's time is up: as far as the database knows, all happened two hours earlier. */
async function timePasses(at: Station, { connected = true } = {}): Promise<void> {
  const earlier = (column: string) => sql<Date>`${sql.ref(column)} - interval '2 hours'`
  if (connected) {
    const moved = { connected_at: earlier('connected_at') }
    await bridge.db.updateTable('connection').set(moved).where('identity', '=', at.identity).execute()
  }
  const doubted = { doubted_at: earlier('doubted_at') }
  await bridge.db.updateTable('transaction').set(doubted).where('station_id', '=', at.stationId).execute()
}
/** Everything that was to be looked at has been looked at: another charger's forgotten transaction was ended after it. */
async function sweptOnce(): Promise<void> {
  const other = await station()
  await begin(other)
  await available(other)
  await timePasses(other)
  await until(async () => (await ends(other)).length > 0)
}

async function ends({ stationId }: { stationId: string }) {
  const ids = (await rows({ stationId })).map(({ id }) => id)
  return (await bridge.said('ocpp.transaction.ended')).filter(({ transactionId }) => ids.includes(transactionId))
}
const ended = (at: Station) => until(async () => (await ends(at)).at(-1))
const AT_LAST_SAMPLE = { endedAt: LAST_SAMPLE, meterStopWh: 1500, reason: 'Other' }

test('edge case 7: after a boot and silence a transaction ends at its last sample; its own late stop amends that', async () => {
  const at = await station()
  const transactionId = await begin(at)
  await at.charger.boot()
  expect(await doubtOf(at)).toBe('BOOT')
  await timePasses(at)
  expect(await ended(at)).toMatchObject({ ...AT_LAST_SAMPLE, inferredFrom: 'BOOT' })
  await stop(at, transactionId)
  expect(await ends(at)).toMatchObject([{}, { meterStopWh: 2000, reason: 'PowerLoss', inferredFrom: null }])
})

test('Available on its connector and silence end it too', async () => {
  const at = await station()
  await begin(at)
  await available(at)
  await timePasses(at)
  expect(await ended(at)).toMatchObject({ ...AT_LAST_SAMPLE, inferredFrom: 'AVAILABLE' })
})

test('edge case 16: a new start on the connector ends it at once', async () => {
  const at = await station()
  await begin(at)
  await begin(at, minutesAgo(10))
  expect(await ends(at)).toMatchObject([{ ...AT_LAST_SAMPLE, inferredFrom: 'NEXT_START' }])
})

test('a sample that comes late is not the last one', async () => {
  const at = await station()
  const transactionId = await begin(at)
  await meter(at, { transactionId, meterValue: [sample(1200, minutesAgo(20))] })
  await begin(at, minutesAgo(10))
  expect(await ends(at)).toMatchObject([AT_LAST_SAMPLE])
})

test('Available of another connector, of the station, or from before its last sample says nothing of it', async () => {
  const at = await station()
  await begin(at)
  await available(at, 2)
  await available(at, 0)
  await available(at, 1, { timestamp: minutesAgo(20) })
  expect(await doubtOf(at)).toBeNull()
})

test.each([
  [
    'its meter values',
    (at: Station, transactionId: number) => meter(at, { transactionId, meterValue: [sample(1500, minutesAgo(0))] }),
  ],
  ['values of its connector with more energy', (at: Station) => meter(at, { meterValue: [sample(1600, minutesAgo(0))] })],
  ['the status Charging', (at: Station) => at.charger.setStatus(1, 'Charging')],
  ['the status SuspendedEV', (at: Station) => at.charger.setStatus(1, 'SuspendedEV')],
])('a charger that goes on with it, told by %s, is not cut off', async (_what, word) => {
  for (const doubt of [(at: Station) => at.charger.boot(), available]) {
    const at = await station()
    const transactionId = await begin(at)
    await doubt(at)
    expect(await doubtOf(at)).not.toBeNull()
    await word(at, transactionId)
    expect(await doubtOf(at)).toBeNull()
    await stop(at, transactionId)
    expect(await ends(at)).toMatchObject([{ meterStopWh: 2000 }])
  }
})

test('values of its connector that tell of power keep it alive, also where they tell no register', async () => {
  const at = await station()
  await begin(at)
  await at.charger.boot()
  const power = { value: '7400', measurand: 'Power.Active.Import', unit: 'W' }
  await meter(at, { meterValue: [{ timestamp: minutesAgo(1), sampledValue: [power] }] })
  expect(await doubtOf(at)).toBeNull()
})

test('a charger that boots again and again gains no time by it', async () => {
  const at = await station()
  await begin(at)
  await at.charger.boot()
  const [first] = await rows(at)
  await at.charger.boot()
  await available(at)
  const [second] = await rows(at)
  expect(second).toMatchObject({ doubt: 'BOOT', doubted_at: first?.doubted_at })
})

test('values of an idle connector do not keep it alive, and do not move its end', async () => {
  const at = await station()
  await begin(at)
  await at.charger.boot()
  await meter(at, { meterValue: [sample(1500, minutesAgo(1))] })
  await timePasses(at)
  expect(await ended(at)).toMatchObject(AT_LAST_SAMPLE)
})

test('what the charger had queued buys time: it may be sending the end', async () => {
  const at = await station()
  const transactionId = await begin(at)
  await at.charger.boot()
  await timePasses(at, { connected: false })
  await meter(at, { transactionId, meterValue: [sample(1700, minutesAgo(10))] })
  await sweptOnce()
  const [row] = await rows(at)
  expect(row).toMatchObject({ doubt: 'BOOT', state: 'suspended' })
  expect(Date.now() - (row?.doubted_at?.getTime() ?? 0)).toBeLessThan(3_600_000)
  await stop(at, transactionId)
  expect(await ends(at)).toMatchObject([{ meterStopWh: 2000, inferredFrom: null }])
})

test('a charger that is away, or only just back, has had no time to speak of it', async () => {
  const at = await station()
  await begin(at)
  await available(at)
  await timePasses(at, { connected: false })
  await sweptOnce()
  expect(await ends(at)).toEqual([])
  await at.charger.goOffline()
  await until(async () => (await bridge.said('ocpp.charge-point.disconnected')).some(({ stationId }) => stationId === at.stationId))
  await timePasses(at)
  await sweptOnce()
  expect(await ends(at)).toEqual([])
  await at.charger.goOnline()
  await until(
    async () => (await bridge.db.selectFrom('connection').select('epoch').where('identity', '=', at.identity).execute())[0],
  )
  await timePasses(at)
  await ended(at)
})

test('a device that takes the station over under another identity ends what the old one left', async () => {
  const at = await station()
  await begin(at)
  await at.charger.goOffline()
  const identity = `CP-${newId().slice(-8)}`
  const stored = await bridge.db
    .selectFrom('charge_point')
    .selectAll()
    .where('identity', '=', at.identity)
    .executeTakeFirstOrThrow()
  await bridge.tell('stations.station.saved', at.stationId, {
    stationId: at.stationId,
    operatorId: newId(),
    identity,
    passwordHash: stored.password_hash,
    place: { latitude: 52.5, longitude: 13.4 },
    evses: stored.evses,
  })
  const swapped = { ...at, identity, charger: await bridge.connect(identity) }
  await timePasses(swapped)
  expect(await ended(at)).toMatchObject({ ...AT_LAST_SAMPLE, inferredFrom: 'BOOT' })
})

test('edge case 7: what a person has ended is over here in silence; a late stop is said', async () => {
  const at = await station()
  const number = await begin(at)
  const [row] = await rows(at)
  const closed = { sessionId: newId(), transactionId: row?.id ?? '', stationId: at.stationId, endedAt: LAST_SAMPLE }
  await bridge.tell('charging.session.closed', closed.sessionId, closed)
  await bridge.tell('charging.session.closed', closed.sessionId, closed)
  expect(await rows(at)).toMatchObject([{ state: 'ended', end_inferred_from: 'PERSON' }])
  expect(await ends(at)).toEqual([])
  await stop(at, number)
  expect(await ends(at)).toMatchObject([{ meterStopWh: 2000, inferredFrom: null }])
})

test('samples of a transaction that we ended wrongly are kept, for there may never be a stop', async () => {
  const at = await station()
  const transactionId = await begin(at)
  await available(at)
  await timePasses(at)
  await ended(at)
  await meter(at, { transactionId, meterValue: [sample(2500, minutesAgo(0))] })
  const { samples } = (await bridge.said('ocpp.transaction.metered')).at(-1) ?? {}
  expect(samples).toMatchObject([{ registerWh: 2500 }])
})

test('two processes end it once', async () => {
  const at = await station()
  await begin(at)
  await available(at)
  await bridge.addNode()
  await timePasses(at)
  await ended(at)
  await sweptOnce()
  expect(await ends(at)).toHaveLength(1)
})

// ── 2.x ──

const SECONDS_OF = (seqNo: number) => minutesAgo(30 - seqNo)
const part = (transactionId: string, eventType: string, seqNo: number, more: object = {}, info: object = {}) => ({
  eventType,
  timestamp: SECONDS_OF(seqNo),
  triggerReason: eventType === 'Started' ? 'Authorized' : 'MeterValuePeriodic',
  seqNo,
  transactionInfo: { transactionId, chargingState: 'Charging', ...info },
  evse: { id: 1, connectorId: 1 },
  meterValue: [{ timestamp: SECONDS_OF(seqNo), sampledValue: [{ value: 1000 + 100 * seqNo }] }],
  ...(eventType === 'Started' ? { idToken: { idToken: 'DRIVER1', type: 'Central' } } : {}),
  ...more,
})
const send = ({ charger }: Station, payload: object) => charger.call('TransactionEvent', payload as Record<string, unknown>)
const status = ({ charger }: Station, connectorStatus: string, connectorId = 1) =>
  charger.call('StatusNotification', { timestamp: new Date().toISOString(), connectorStatus, evseId: 1, connectorId })

test('edge case 7: 2.0.1: a queued Updated and Ended after the boot are the end, however late; after we ended it they amend', async () => {
  for (const early of [true, false]) {
    const at = await station('2.0.1')
    const id = newId()
    await send(at, part(id, 'Started', 0))
    await at.charger.boot()
    expect(await doubtOf(at)).toBe('BOOT')
    if (!early) {
      await timePasses(at)
      expect(await ended(at)).toMatchObject({ meterStopWh: 1000, inferredFrom: 'BOOT' })
    }
    await send(at, part(id, 'Updated', 1, { offline: true }))
    if (early) expect(await doubtOf(at)).toBe('BOOT')
    await send(at, part(id, 'Ended', 2, { offline: true }, { stoppedReason: 'PowerLoss' }))
    expect((await ends(at)).at(-1)).toMatchObject({ meterStopWh: 1200, reason: 'PowerLoss', inferredFrom: null })
    expect(await ends(at)).toHaveLength(early ? 1 : 2)
  }
})

test('2.0.1: Available doubts a transaction with a vehicle on that connector, and its next event dispels it', async () => {
  const at = await station('2.0.1')
  const id = newId()
  await send(at, part(id, 'Started', 0))
  await status(at, 'Available', 2)
  expect(await doubtOf(at)).toBeNull()
  await status(at, 'Available')
  expect(await doubtOf(at)).toBe('AVAILABLE')
  await send(at, part(id, 'Updated', 1))
  expect(await doubtOf(at)).toBeNull()
  // TxStopPoint may lie after the vehicle has left: then Available and the transaction go together.
  await send(at, part(id, 'Updated', 2, { triggerReason: 'EVCommunicationLost' }, { chargingState: 'Idle' }))
  await status(at, 'Available')
  expect(await doubtOf(at)).toBeNull()
})

test('2.0.1: one that nobody was told of, a cable and no user, ends in silence', async () => {
  const at = await station('2.0.1')
  const plugged = { idToken: undefined, triggerReason: 'CablePluggedIn' }
  await send(at, part(newId(), 'Started', 0, plugged, { chargingState: 'EVConnected' }))
  await send(at, part(newId(), 'Started', 5))
  await until(async () => (await rows(at)).some(({ state }) => state === 'ended'))
  expect((await rows(at)).map(({ announced, end_announced }) => [announced, end_announced])).toEqual(
    expect.arrayContaining([
      [false, false],
      [true, false],
    ]) as unknown,
  )
  expect(await ends(at)).toEqual([])
})

test('of transactions that a charger never ends only so many stay open', async () => {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity)
  const most = OCPP_LIMITS.openTransactions
  const base = { identity, station_id: stationId, ocpp_version: '1.6' as const, connector_number: 1, authorised: true }
  const state = { state: 'active' as const, started_seen: true, announced: true, offline: false, received_at: new Date() }
  const rows = Array.from({ length: most }, (_, i) => {
    const started_at = new Date(Date.now() - 3_600_000 + i)
    return { ...base, ...state, id: newId(), number: 2_000_000 + i, evse_number: 10 + i, started_at }
  })
  await bridge.db.insertInto('transaction').values(rows).execute()
  const start = (connectorId: number) => ({ connectorId, idTag: 'X', meterStart: 0, timestamp: new Date().toISOString() })
  await charger.call('StartTransaction', start(1))
  await charger.call('StartTransaction', start(2))
  const open = await bridge.db
    .selectFrom('transaction')
    .select('id')
    .where('identity', '=', identity)
    .where('state', '<>', 'ended')
    .execute()
  expect(open).toHaveLength(most + 1)
  expect(await bridge.said('ocpp.transaction.ended')).toContainEqual(
    expect.objectContaining({ transactionId: rows[0]?.id, inferredFrom: 'NEXT_START' }),
  )
})
