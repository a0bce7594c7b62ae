import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import type { ChargePoint, ChargePointOptions } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.issue('DRIVER1')
  await bridge.issue('DRIVER2')
  await bridge.issue('BLOCKED1', 'BLOCKED')
})
afterAll(() => bridge[Symbol.asyncDispose]())

interface Station {
  stationId: string
  identity: string
  charger: ChargePoint
}

async function station(options: Partial<ChargePointOptions> = {}): Promise<Station> {
  const registered = await bridge.register()
  return { ...registered, charger: await bridge.connect(registered.identity, options) }
}

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
const register = (value: number | string, timestamp: string) => ({ timestamp, sampledValue: [{ value: String(value) }] })

/** What was said of this station's transactions: name and data, in order. */
async function told({ stationId }: { stationId: string }) {
  const events = (await bridge.events()).filter(({ name }) => name.startsWith('ocpp.transaction.'))
  const started = events.filter((event) => event.name === 'ocpp.transaction.started' && event.data.stationId === stationId)
  const ids = new Set(started.map(({ aggregateId }) => aggregateId))
  return events
    .filter(({ aggregateId }) => ids.has(aggregateId))
    .map(({ name, data }) => ({ ...data, name: name.slice('ocpp.transaction.'.length) }))
}
const names = async (of: { stationId: string }) => (await told(of)).map(({ name }) => name)

const quarantined = ({ identity }: { identity: string }) =>
  bridge.db.selectFrom('quarantine').selectAll().where('identity', '=', identity).execute()

const startOf = (more: object = {}) => ({ connectorId: 1, idTag: 'DRIVER1', meterStart: 1000, timestamp: minutesAgo(30), ...more })

async function begin({ charger }: Station, more: object = {}): Promise<number> {
  const { transactionId } = await charger.call('StartTransaction', startOf(more))
  return transactionId as number
}

test('the same start under a new message id is the same transaction', async () => {
  const at = await station()
  const start = startOf()
  const first = await at.charger.call('StartTransaction', start)
  expect(await at.charger.call('StartTransaction', start)).toEqual(first)
  expect(await at.charger.call('StartTransaction', { ...start, meterStart: 1001 })).not.toEqual(first)
  expect((await names(at)).filter((name) => name === 'started')).toHaveLength(2)
})

test('the same message after a reconnect gets the identical reply and has no second effect', async () => {
  const at = await station()
  const messages = [
    ['StartTransaction', startOf()],
    ['MeterValues', { connectorId: 1, transactionId: 0, meterValue: [register(1500, minutesAgo(20))] }],
    ['StopTransaction', { transactionId: 0, meterStop: 2000, timestamp: minutesAgo(10) }],
  ] as const
  const replies: Record<string, unknown>[] = []
  for (const [action, payload] of messages) {
    const transactionId: number = (replies[0]?.['transactionId'] as number | undefined) ?? 0
    replies.push(await at.charger.call(action, 'transactionId' in payload ? { ...payload, transactionId } : payload, `m-${action}`))
  }
  await at.charger.goOffline()
  await at.charger.goOnline()
  for (const [index, [action, payload]] of messages.entries()) {
    const transactionId = replies[0]?.['transactionId'] as number
    expect(
      await at.charger.call(action, 'transactionId' in payload ? { ...payload, transactionId } : payload, `m-${action}`),
    ).toEqual(replies[index])
  }
  expect(await names(at)).toEqual(['started', 'metered', 'ended'])
})

test('a message id that is used again for another message is a new message', async () => {
  const at = await station()
  const first = await at.charger.call('StartTransaction', startOf(), '1')
  const second = await at.charger.call('StartTransaction', startOf({ connectorId: 2 }), '1')
  expect(second['transactionId']).not.toBe(first['transactionId'])
})

test('transaction ids are unique, positive int32 numbers', async () => {
  const [a, b] = [await station(), await station()]
  const ids = [await begin(a), await begin(a, { connectorId: 2 }), await begin(b)]
  expect(new Set(ids).size).toBe(3)
  for (const id of ids) expect(id > 0 && id < 2 ** 31 && Number.isInteger(id)).toBe(true)
})

test('a stop again, under new message ids, is answered every time and ends once', async () => {
  const at = await station()
  const transactionId = await begin(at)
  const stop = { transactionId, idTag: 'DRIVER1', meterStop: 5000, timestamp: minutesAgo(1) }
  for (let i = 0; i < 4; i++)
    expect(await at.charger.call('StopTransaction', stop)).toMatchObject({ idTagInfo: { status: 'Accepted' } })
  expect(await names(at)).toEqual(['started', 'ended'])
  expect(await quarantined(at)).toEqual([])
  await at.charger.call('StopTransaction', { ...stop, meterStop: 9000 })
  expect(await names(at)).toEqual(['started', 'ended'])
  expect(await quarantined(at)).toMatchObject([
    { reason: expect.stringContaining('stopped before') as string, payload: { meterStop: 9000 } },
  ])
})

test.each([0, -1, 2_000_000_000])(
  'a stop under the unknown id %i is answered, kept, and ends the one transaction it fits',
  async (transactionId) => {
    const at = await station()
    const stop = { transactionId, idTag: 'driver1', meterStop: 5000, timestamp: minutesAgo(1) }
    expect(await at.charger.call('StopTransaction', stop)).toMatchObject({ idTagInfo: { status: 'Accepted' } })
    expect(await names(at)).toEqual([])
    expect(await quarantined(at)).toMatchObject([{ reason: 'its transactionId is unknown', resolved_at: null }])

    await begin(at)
    expect(await told(at)).toMatchObject([{ name: 'started' }, { name: 'ended', meterStopWh: 5000, endedAt: stop.timestamp }])
    expect(await quarantined(at)).toMatchObject([{ resolved_at: expect.any(Date) as Date }])

    await begin(at, { connectorId: 2, timestamp: minutesAgo(5) })
    await at.charger.call('StopTransaction', { ...stop, meterStop: 6000, timestamp: minutesAgo(0) })
    expect((await told(at)).at(-1)).toMatchObject({ name: 'ended', meterStopWh: 6000 })
  },
)

test('a stop under an unknown id that fits two transactions ends neither', async () => {
  const at = await station()
  await begin(at)
  await begin(at, { connectorId: 2 })
  await at.charger.call('StopTransaction', { transactionId: -1, idTag: 'DRIVER1', meterStop: 5000, timestamp: minutesAgo(1) })
  expect(await names(at)).toEqual(['started', 'started'])
})

test('a whole session that was offline arrives with its true times', async () => {
  const at = await station()
  await at.charger.goOffline()
  // As if five hours had passed since: the clock itself is right.
  const then = new Date(Date.now() - 5 * 3_600_000)
  at.charger.clock.set(then)
  await at.charger.start({ idToken: 'DRIVER1' })
  for (let i = 0; i < 20; i++) {
    at.charger.clock.advance(180)
    await at.charger.meter()
  }
  await at.charger.stop()
  await at.charger.goOnline()
  await at.charger.flushed()
  const all = await told(at)
  expect(all.map(({ name }) => name)).toEqual(['started', ...Array.from({ length: 20 }, () => 'metered'), 'ended'])
  expect(all.map((event) => 'offline' in event && event.offline)).toEqual(all.map(() => true))
  const [started, ended] = [
    all[0] as { startedAt: string; meterStartWh: number },
    all.at(-1) as { endedAt: string; meterStopWh: number },
  ]
  expect(Date.parse(started.startedAt) - then.getTime()).toBeLessThan(60_000)
  expect(Date.parse(ended.endedAt) - Date.parse(started.startedAt)).toBeGreaterThanOrEqual(3_600_000)
  expect(ended.meterStopWh - started.meterStartWh).toBeGreaterThan(40_000)
})

test('a charger whose clock is behind is not taken for one that was offline', async () => {
  const at = await station({ clockStart: new Date(Date.now() - 3_600_000) })
  await at.charger.start({ idToken: 'DRIVER1' })
  await at.charger.meter()
  await at.charger.stop()
  expect(await told(at)).toMatchObject([{ offline: false }, { offline: false }, { offline: false }])
})

test.each([
  ['NOBODY', 'Invalid'],
  ['BLOCKED1', 'Blocked'],
  ['driver1', 'Accepted'],
])('the id tag %s is %s, and the transaction is kept', async (idTag, status) => {
  const at = await station()
  expect(await at.charger.authorize(idTag)).toBe(status)
  const reply = await at.charger.call('StartTransaction', startOf({ idTag }))
  expect(reply).toMatchObject({ transactionId: expect.any(Number) as number, idTagInfo: { status } })
  expect(await told(at)).toMatchObject([{ name: 'started', idToken: idTag, authorised: status === 'Accepted', sessionId: null }])
})

test('one bad sample is kept aside and the rest is used', async () => {
  const at = await station()
  const transactionId = await begin(at)
  const good = minutesAgo(10)
  const payload = {
    connectorId: 1,
    transactionId,
    extra: true,
    meterValue: [
      {
        timestamp: good,
        sampledValue: [
          { value: '1.5', unit: 'kwh' },
          { value: '', measurand: 'SoC' },
          { value: '9', measurand: 'Magic' },
        ],
        more: 1,
      },
    ],
  }
  expect(await at.charger.call('MeterValues', payload)).toEqual({})
  expect(await told(at)).toMatchObject([{ name: 'started' }, { name: 'metered', samples: [{ at: good, registerWh: 1500 }] }])
  expect(await quarantined(at)).toMatchObject([{ payload, transaction_id: expect.any(String) as string }])
})

test('meter values without transactionId belong to the connector; after the stop nothing reopens', async () => {
  const at = await station()
  const transactionId = await begin(at)
  await at.charger.call('MeterValues', { connectorId: 1, meterValue: [register(1200, minutesAgo(20))] })
  await at.charger.call('MeterValues', { connectorId: 2, meterValue: [register(7, minutesAgo(20))] })
  await at.charger.call('StopTransaction', { transactionId, meterStop: 2000, timestamp: minutesAgo(10) })
  await at.charger.call('MeterValues', {
    connectorId: 1,
    transactionId,
    meterValue: [register(1800, minutesAgo(15)), register(2500, minutesAgo(5))],
  })
  const samples = (await told(at)).flatMap((event) => ('samples' in event ? event.samples : []))
  expect(samples.map(({ registerWh }) => registerWh)).toEqual([1200, 1800])
  expect((await names(at)).filter((name) => name === 'ended')).toHaveLength(1)
})

test('clocks that cannot be right: both times are kept and durations stay sane', async () => {
  const at = await station()
  for (const [connectorId, aheadMs] of [
    [1, 2 * 86_400_000],
    [2, -50 * 365 * 86_400_000],
  ] as const) {
    const clock = (minutes: number) => new Date(Date.now() + aheadMs + minutes * 60_000).toISOString()
    const timestamp = clock(0)
    const transactionId = await begin(at, { connectorId, timestamp })
    await at.charger.call('MeterValues', { connectorId, transactionId, meterValue: [register(1500, clock(10))] })
    await at.charger.call('StopTransaction', { transactionId, meterStop: 2000, timestamp: clock(20) })
    const row = await bridge.db.selectFrom('transaction').selectAll().where('number', '=', transactionId).executeTakeFirstOrThrow()
    expect(row.reported_started_at).toBe(timestamp)
    expect(Math.abs(row.started_at.getTime() - row.received_at.getTime())).toBeLessThan(60_000)
    const minutes = ((row.ended_at?.getTime() ?? 0) - row.started_at.getTime()) / 60_000
    expect(minutes).toBeCloseTo(20, 1)
  }
  const { clock_ahead_ms } = await bridge.db
    .selectFrom('charge_point')
    .select('clock_ahead_ms')
    .where('identity', '=', at.identity)
    .executeTakeFirstOrThrow()
  expect(clock_ahead_ms).not.toBeNull()
})

test.each(['garbage', '', '2026-11-20T10:00:00', '2026-13-45T99:99:99Z'])('the timestamp %j refuses nothing', async (timestamp) => {
  const at = await station()
  const transactionId = await begin(at, { timestamp })
  await at.charger.call('StopTransaction', { transactionId, meterStop: 2000, timestamp })
  const [started, ended] = (await told(at)) as unknown as [{ startedAt: string }, { endedAt: string }]
  expect(Date.parse(ended.endedAt)).toBeGreaterThanOrEqual(Date.parse(started.startedAt))
})

test("another charger's transactionId is not applied", async () => {
  const [a, b] = [await station(), await station()]
  const transactionId = await begin(a)
  await b.charger.call('MeterValues', { connectorId: 1, transactionId, meterValue: [register(1500, minutesAgo(5))] })
  await b.charger.call('StopTransaction', { transactionId, idTag: 'DRIVER1', meterStop: 2000, timestamp: minutesAgo(1) })
  expect(await names(a)).toEqual(['started'])
  expect((await quarantined(b)).map(({ reason }) => reason)).toEqual(
    Array.from({ length: 2 }, () => "its transactionId is another charger's"),
  )
})

test('a boot suspends what runs; then it goes on', async () => {
  const at = await station()
  const transactionId = await begin(at)
  await at.charger.boot()
  await at.charger.call('MeterValues', { connectorId: 1, transactionId, meterValue: [register(1500, minutesAgo(5))] })
  await at.charger.call('StopTransaction', { transactionId, meterStop: 2000, timestamp: minutesAgo(1), reason: 'PowerLoss' })
  const all = await told(at)
  expect(all.map(({ name }) => name)).toEqual(['started', 'suspended', 'metered', 'resumed', 'ended'])
  expect(all[1]).toMatchObject({ by: 'BOOT' })
  expect(all.at(-1)).toMatchObject({ reason: 'PowerLoss' })
})

test('a boot suspends what runs; a new start on the connector ends it at its last sample, and its own late stop amends that', async () => {
  const at = await station()
  const transactionId = await begin(at)
  const lastSample = minutesAgo(15)
  await at.charger.call('MeterValues', { connectorId: 1, transactionId, meterValue: [register(1500, lastSample)] })
  await at.charger.boot()
  await begin(at, { timestamp: minutesAgo(5), meterStart: 1900 })
  expect(await told(at)).toMatchObject([
    { name: 'started' },
    { name: 'metered' },
    { name: 'suspended' },
    { name: 'ended', endedAt: lastSample, meterStopWh: 1500 },
    { name: 'started', meterStartWh: 1900 },
  ])
  await at.charger.call('StopTransaction', { transactionId, meterStop: 1900, timestamp: minutesAgo(10), reason: 'PowerLoss' })
  expect((await told(at)).at(-1)).toMatchObject({ name: 'ended', meterStopWh: 1900, reason: 'PowerLoss' })
})

test('the status of a connector suspends and resumes its transaction, and connector 0 is the station alone', async () => {
  const at = await station()
  const transactionId = await begin(at)
  for (const status of ['Charging', 'SuspendedEV', 'SuspendedEV', 'Charging', 'SuspendedEVSE'] as const)
    await at.charger.setStatus(1, status)
  await at.charger.call('StatusNotification', { connectorId: 0, status: 'Unavailable', errorCode: 'NoError' })
  await at.charger.call('MeterValues', { connectorId: 0, transactionId, meterValue: [register(999_999, minutesAgo(1))] })
  expect(await told(at)).toMatchObject([
    { name: 'started' },
    { name: 'suspended', by: 'EV' },
    { name: 'resumed' },
    { name: 'suspended', by: 'EVSE' },
  ])
  const statuses = (await bridge.said('ocpp.connector.status-changed')).filter((data) => data.stationId === at.stationId)
  expect(statuses.at(-1)).toMatchObject({ evseNumber: 0, connectorNumber: 0, status: 'UNAVAILABLE' })
  expect(statuses.at(-2)).toMatchObject({ evseNumber: 1, connectorNumber: 1, status: 'SUSPENDED' })
})

test('a start at connector 0 has no connector: it is kept aside and answered', async () => {
  const at = await station()
  expect(await begin(at, { connectorId: 0 })).toBeGreaterThan(0)
  expect(await quarantined(at)).toMatchObject([{ reason: expect.stringContaining('no connector') as string }])
})

test('a reply is given only after its transaction and its events are committed', async () => {
  const at = await station()
  for (let i = 0; i < 10; i++) {
    const number = await begin(at, { meterStart: i })
    const row = await bridge.db.selectFrom('transaction').select('id').where('number', '=', number).executeTakeFirstOrThrow()
    const events = await bridge.db.selectFrom('outbox').select('name').where('aggregate_id', '=', row.id).execute()
    expect(events).toContainEqual({ name: 'ocpp.transaction.started' })
  }
})

test('a call is answered while ours is pending, and an Authorize right after an accepted remote start is accepted', async () => {
  const at = await station({ autoPlugIn: false })
  const [commandId, sessionId] = [newId(), newId()]
  const expiresAt = new Date(Date.now() + 60_000).toISOString()
  const place = { stationId: at.stationId, evseNumber: 1, connectorNumber: 1 }
  const start = { commandId, sessionId, ...place, idToken: 'GUEST-7', userId: newId(), expiresAt }
  const told = bridge.tell('charging.start.requested', sessionId, start)
  const beats = await Promise.all([at.charger.heartbeat(), at.charger.heartbeat(), at.charger.heartbeat()])
  expect(beats).toHaveLength(3)
  await told
  await at.charger.waitFor('commanded')
  expect(await at.charger.authorize('GUEST-7')).toBe('Accepted')
  expect(await at.charger.authorize('GUEST-8')).toBe('Invalid')
  await at.charger.plugIn()
  await until(() => at.charger.transaction()?.authorization)
  expect(at.charger.transaction()?.authorization).toBe('Accepted')
})
