import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import type { ChargePoint, ChargePointOptions } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { minutesAgo, transactionOn, VERSIONS, worth } from '../words.fixture.ts'

/** Rules of a transaction that hold in each version. */

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.issue('DRIVER1')
  await bridge.issue('BLOCKED1', 'BLOCKED')
})
afterAll(() => bridge[Symbol.asyncDispose]())

type Version = (typeof VERSIONS)[number]
interface Station {
  stationId: string
  identity: string
  charger: ChargePoint
}

async function station(version: Version, options: Partial<ChargePointOptions> = {}): Promise<Station> {
  const registered = await bridge.register()
  return { ...registered, charger: await bridge.connect(registered.identity, { version, evses: [{}, {}], ...options }) }
}

/** What was said of this station's transactions: name and data, in order. */
async function told({ stationId }: { stationId: string }) {
  const events = (await bridge.events()).filter(({ name }) => name.startsWith('ocpp.transaction.'))
  const started = events.filter((event) => event.name === 'ocpp.transaction.started' && event.data.stationId === stationId)
  const ids = new Set(started.map(({ aggregateId }) => aggregateId))
  return events
    .filter(({ aggregateId }) => ids.has(aggregateId))
    .map(({ name, data }) => ({ ...data, name: name.slice('ocpp.transaction.'.length) }))
}
const named = (all: Awaited<ReturnType<typeof told>>, name: string) => all.filter((event) => event.name === name)
/** All but samples, which come with the begin in 2.x alone. */
const turns = async (at: Station) =>
  (await told(at))
    .filter(({ name }) => name !== 'metered')
    .map((event) => ('by' in event ? `${event.name} ${event.by}` : event.name))
const registers = async (at: Station) =>
  (await told(at)).flatMap((event) => ('samples' in event ? event.samples.map(({ registerWh }) => registerWh) : []))

const rowsOf = ({ stationId }: Station) =>
  bridge.db.selectFrom('transaction').selectAll().where('station_id', '=', stationId).orderBy('received_at').execute()
const reasons = async ({ identity }: Station) =>
  (await bridge.db.selectFrom('quarantine').select('reason').where('identity', '=', identity).execute()).map(({ reason }) => reason)

test.each(VERSIONS)('edge case 1: %s: the same start under a new message id is the same transaction', async (version) => {
  const at = await station(version)
  const transaction = transactionOn(at.charger)
  const when = minutesAgo(30)
  const reply = await transaction.begin({ at: when })
  expect(await transaction.begin({ at: when })).toEqual(reply)
  expect(await rowsOf(at)).toHaveLength(1)
  await transactionOn(at.charger, { evse: 2 }).begin({ at: when })
  expect(named(await told(at), 'started')).toHaveLength(2)
})

test.each(VERSIONS)(
  'edge case 2: %s: the same message after a reconnect gets the identical reply and has no second effect',
  async (version) => {
    const at = await station(version)
    const transaction = transactionOn(at.charger)
    const [begun, sampled, ended] = [minutesAgo(30), minutesAgo(20), minutesAgo(10)]
    const session = [
      () => transaction.begin({ at: begun, messageId: 'm-begin' }),
      () => transaction.sample({ at: sampled, messageId: 'm-sample' }),
      () => transaction.end({ at: ended, messageId: 'm-end' }),
    ]
    const replies = []
    for (const say of session) replies.push(await say())
    const before = await told(at)
    await at.charger.goOffline()
    await at.charger.goOnline()
    for (const [index, say] of session.entries()) expect(await say()).toEqual(replies[index])
    expect(await told(at)).toEqual(before)
    expect(await turns(at)).toEqual(['started', 'ended'])
    expect(await reasons(at)).toEqual([])
  },
)

test.each(VERSIONS)(
  'edge case 4: %s: an end again, under new message ids, is answered every time and ends once',
  async (version) => {
    const at = await station(version)
    const transaction = transactionOn(at.charger)
    await transaction.begin()
    const when = minutesAgo(10)
    for (let i = 0; i < 4; i++) expect(await transaction.end({ at: when, seqNo: 1 })).toEqual({})
    expect(await turns(at)).toEqual(['started', 'ended'])
    expect(await reasons(at)).toEqual([])
    // Another word on the end is kept for a person.
    await transaction.end({ at: when, seqNo: 2, wh: 9_000 })
    expect(await turns(at)).toEqual(['started', 'ended'])
    expect(await reasons(at)).toEqual([expect.stringMatching(/(stopped|ended) before, with another meter value/)])
  },
)

test.each(VERSIONS)('edge case 6: %s: a whole session that was offline arrives at once, with its true times', async (version) => {
  const at = await station(version)
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
  expect(all[0]).toMatchObject({ name: 'started' })
  expect(all.at(-1)).toMatchObject({ name: 'ended' })
  expect((await registers(at)).length).toBeGreaterThanOrEqual(20)
  // Nobody is shown it live: charging pushes nothing that was offline.
  expect(all.map((event) => 'offline' in event && event.offline)).toEqual(all.map(() => true))
  const [started, ended] = [
    all[0] as { startedAt: string; meterStartWh: number },
    all.at(-1) as { endedAt: string; meterStopWh: number },
  ]
  expect(Date.parse(started.startedAt) - then.getTime()).toBeLessThan(60_000)
  expect(Date.parse(ended.endedAt) - Date.parse(started.startedAt)).toBeGreaterThanOrEqual(3_600_000)
  expect(ended.meterStopWh - started.meterStartWh).toBeGreaterThan(40_000)
})

const tokens = [
  ['NOBODY', { '1.6': 'Invalid', '2.0.1': 'Unknown', '2.1': 'Unknown' }],
  ['BLOCKED1', { '1.6': 'Blocked', '2.0.1': 'Blocked', '2.1': 'Blocked' }],
  ['driver1', { '1.6': 'Accepted', '2.0.1': 'Accepted', '2.1': 'Accepted' }],
] as const
test.each(VERSIONS.flatMap((version) => tokens.map(([idToken, status]) => [version, idToken, status[version]] as const)))(
  'edge case 8: %s: the id token %s is %s, and the transaction is kept',
  async (version, idToken, status) => {
    const at = await station(version)
    expect(await at.charger.authorize(idToken)).toBe(status)
    const transaction = transactionOn(at.charger, { idToken })
    expect(worth(await transaction.begin())).toBe(status)
    if (version === '1.6') expect(transaction.id).toBeGreaterThan(0)
    expect((await told(at))[0]).toMatchObject({
      name: 'started',
      idToken,
      authorised: status === 'Accepted',
      sessionId: null,
    })
  },
)

test.each(VERSIONS)('edge case 9: %s: one bad sample is kept aside and the rest is used', async (version) => {
  const at = await station(version)
  const transaction = transactionOn(at.charger)
  await transaction.begin()
  const good = minutesAgo(10)
  const energy = version === '1.6' ? { value: '1.5', unit: 'kwh' } : { value: 1.5, unitOfMeasure: { unit: 'kwh' } }
  const bad = [
    { value: '', measurand: 'SoC' },
    { value: '9', measurand: 'Magic' },
  ]
  expect(await transaction.sample({ at: good, sampledValue: [energy, ...bad], more: { extra: true } })).toEqual({})
  expect((await told(at)).at(-1)).toMatchObject({ name: 'metered', samples: [{ at: good, registerWh: 1500 }] })
  const kept = await bridge.db.selectFrom('quarantine').selectAll().where('identity', '=', at.identity).execute()
  expect(kept).toMatchObject([
    { payload: { extra: true, meterValue: [{ sampledValue: [energy, ...bad] }] }, transaction_id: expect.any(String) as string },
  ])
  expect(kept[0]?.reason).toMatch(/field that does not belong there.*no number.*unknown measurand/)
})

test.each(VERSIONS)('edge case 13: %s: samples after the end are those from before it, and nothing reopens', async (version) => {
  const at = await station(version)
  const transaction = transactionOn(at.charger)
  await transaction.begin()
  await transaction.end({ at: minutesAgo(10), seqNo: 1, sampledValue: [] })
  await transaction.sample({ at: minutesAgo(15), wh: 1_800, seqNo: 2 })
  await transaction.sample({ at: minutesAgo(5), wh: 2_500, seqNo: 3 })
  expect(await registers(at)).toContain(1_800)
  expect(await registers(at)).not.toContain(2_500)
  expect(await turns(at)).toEqual(['started', 'ended'])
  expect(await rowsOf(at)).toMatchObject([{ state: 'ended' }])
})

test.each(VERSIONS)(
  'edge case 14: %s: clocks that cannot be right: both times are kept and durations stay sane',
  async (version) => {
    const at = await station(version)
    for (const [evse, aheadMs] of [
      [1, 2 * 86_400_000],
      [2, -56 * 365 * 86_400_000],
    ] as const) {
      const clock = (minutes: number) => new Date(Date.now() + aheadMs + minutes * 60_000).toISOString()
      const transaction = transactionOn(at.charger, { evse })
      const begun = clock(0)
      await transaction.begin({ at: begun })
      await transaction.sample({ at: clock(10) })
      await transaction.end({ at: clock(20) })
      const row = (await rowsOf(at)).at(-1)
      expect(row?.reported_started_at).toBe(begun)
      const { started_at, received_at, ended_at } = row as { started_at: Date; received_at: Date; ended_at: Date }
      expect(Math.abs(started_at.getTime() - received_at.getTime())).toBeLessThan(60_000)
      expect((ended_at.getTime() - started_at.getTime()) / 60_000).toBeCloseTo(20, 1)
    }
    const { clock_ahead_ms } = await bridge.db
      .selectFrom('charge_point')
      .select('clock_ahead_ms')
      .where('identity', '=', at.identity)
      .executeTakeFirstOrThrow()
    expect(clock_ahead_ms).not.toBeNull()
  },
)

test.each(VERSIONS.flatMap((version) => ['garbage', '', '2026-11-20T10:00:00', '2026-13-45T99:99:99Z'].map((at) => [version, at])))(
  'edge case 14: %s: the timestamp %j refuses nothing',
  async (version, timestamp) => {
    const at = await station(version as Version)
    const transaction = transactionOn(at.charger)
    await transaction.begin({ at: timestamp })
    await transaction.end({ at: timestamp, seqNo: 1 })
    const all = await told(at)
    const [started, ended] = [all[0], all.at(-1)] as unknown as [{ startedAt: string }, { endedAt: string; name: string }]
    expect(ended.name).toBe('ended')
    expect(Date.parse(ended.endedAt)).toBeGreaterThanOrEqual(Date.parse(started.startedAt))
  },
)

test.each(VERSIONS)("edge case 15: %s: another charger's transaction is not applied to", async (version) => {
  const [a, b] = [await station(version), await station(version)]
  const own = transactionOn(a.charger)
  await own.begin()
  const before = await told(a)
  const foreign = transactionOn(b.charger)
  foreign.nameAs(own.id)
  await foreign.sample()
  await foreign.end()
  expect(await told(a)).toEqual(before)
  expect(await rowsOf(a)).toMatchObject([{ state: 'active' }])
  // In 2.x each charger's ids are its own, so B may well have such a transaction; what was heard of it is kept, without a start.
  if (version === '1.6') expect(await reasons(b)).toEqual(Array.from({ length: 2 }, () => "its transactionId is another charger's"))
  else expect(await rowsOf(b)).toMatchObject([{ charger_transaction_id: own.id, state: 'ended', started_seen: false }])
})

test.each(VERSIONS)(
  'edge case 16: %s: a boot suspends what runs; what is heard of it then goes on, until its stop',
  async (version) => {
    const at = await station(version)
    const transaction = transactionOn(at.charger)
    await transaction.begin()
    await at.charger.boot()
    expect(await turns(at)).toEqual(['started', 'suspended BOOT'])
    await transaction.sample({ at: minutesAgo(1) })
    await transaction.end({ at: minutesAgo(0), reason: 'PowerLoss' })
    expect(await turns(at)).toEqual(['started', 'suspended BOOT', 'resumed', 'ended'])
    expect((await told(at)).at(-1)).toMatchObject({ reason: 'PowerLoss' })
  },
)

test.each(VERSIONS)('edge case 16: %s: a stop for loss of power ends what a boot has suspended', async (version) => {
  const at = await station(version)
  const transaction = transactionOn(at.charger)
  await transaction.begin()
  await at.charger.boot()
  const when = minutesAgo(10)
  await transaction.end({ at: when, seqNo: 1, offline: true, reason: 'PowerLoss' })
  expect(await turns(at)).toEqual(['started', 'suspended BOOT', 'ended'])
  expect((await told(at)).at(-1)).toMatchObject({ reason: 'PowerLoss', endedAt: when, meterStopWh: 2_000 })
})

test.each(VERSIONS)('edge case 16: %s: samples that were queued before the boot do not say that it goes on', async (version) => {
  const at = await station(version)
  const transaction = transactionOn(at.charger)
  await transaction.begin()
  await at.charger.boot()
  // Without 2.x's word on the state of charging, which would say it.
  const more = version === '1.6' ? {} : { transactionInfo: { transactionId: transaction.id } }
  await transaction.sample({ at: minutesAgo(25), wh: 1_100, offline: true, more })
  expect(await turns(at)).toEqual(['started', 'suspended BOOT'])
  expect(await registers(at)).toContain(1_100)
})

test.each(VERSIONS)(
  'edge case 16: %s: a new start on the connector ends what a boot has left at its last sample; its own late stop amends that',
  async (version) => {
    const at = await station(version)
    const old = transactionOn(at.charger)
    await old.begin()
    const lastSample = minutesAgo(15)
    await old.sample({ at: lastSample })
    await at.charger.boot()
    const next = transactionOn(at.charger)
    await next.begin({ at: minutesAgo(5), wh: 1_900 })
    expect(await turns(at)).toEqual(['started', 'suspended BOOT', 'ended', 'started'])
    expect(named(await told(at), 'ended')).toMatchObject([{ endedAt: lastSample, meterStopWh: 1_500, inferredFrom: 'NEXT_START' }])
    // Edge case 7: what we concluded gives way to what the charger says.
    await old.end({ at: minutesAgo(10), wh: 1_900, reason: 'PowerLoss' })
    expect((await told(at)).at(-1)).toMatchObject({ name: 'ended', meterStopWh: 1_900, reason: 'PowerLoss', inferredFrom: null })
    expect(await rowsOf(at)).toMatchObject([{ state: 'ended' }, { state: 'active' }])
  },
)

test.each(VERSIONS)(
  'edge case 19: %s: a call is answered while ours is pending, and an Authorize right after an accepted remote start is accepted',
  async (version) => {
    const at = await station(version, { autoPlugIn: false })
    const [commandId, sessionId] = [newId(), newId()]
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    const place = { stationId: at.stationId, evseNumber: 1, connectorNumber: 1 }
    const idToken = `GUEST-${newId().slice(-8)}`
    const start = { commandId, sessionId, ...place, idToken, userId: newId(), expiresAt }
    const asking = bridge.tell('charging.start.requested', sessionId, start)
    const beats = await Promise.all([at.charger.heartbeat(), at.charger.heartbeat(), at.charger.heartbeat()])
    expect(beats).toHaveLength(3)
    await asking
    await at.charger.waitFor('commanded')
    expect(await at.charger.authorize(idToken)).toBe('Accepted')
    expect(await at.charger.authorize('GUEST-8')).not.toBe('Accepted')
    await at.charger.plugIn()
    await until(() => at.charger.transaction()?.authorization)
    expect(at.charger.transaction()?.authorization).toBe('Accepted')
  },
)

test.each(VERSIONS)(
  'edge case 22: %s: connector 0 is the station alone, and its meter is never session energy',
  async (version) => {
    const at = await station(version)
    const transaction = transactionOn(at.charger)
    await transaction.begin()
    const before = await told(at)
    const sampled = { timestamp: minutesAgo(1), sampledValue: [{ value: version === '1.6' ? '999999' : 999_999 }] }
    if (version === '1.6') {
      await at.charger.call('StatusNotification', { connectorId: 0, status: 'Unavailable', errorCode: 'NoError' })
      await at.charger.call('MeterValues', { connectorId: 0, transactionId: transaction.id, meterValue: [sampled] })
    } else {
      const about = { evseId: 0, connectorId: 0, timestamp: minutesAgo(1) }
      await at.charger.call('StatusNotification', { ...about, connectorStatus: 'Unavailable' })
      await at.charger.call('MeterValues', { evseId: 0, meterValue: [sampled] })
    }
    expect(await told(at)).toEqual(before)
    const statuses = (await bridge.said('ocpp.connector.status-changed')).filter((data) => data.stationId === at.stationId)
    expect(statuses.at(-1)).toMatchObject({ evseNumber: 0, connectorNumber: 0, status: 'UNAVAILABLE' })
  },
)

test.each(VERSIONS)(
  'edge case 26: %s: a vehicle that takes nothing parks, one that we hold back does not, also where one follows the other',
  async (version) => {
    const at = await station(version)
    const transaction = transactionOn(at.charger)
    await transaction.begin()
    const states = ['Charging', 'SuspendedEV', 'SuspendedEV', 'SuspendedEVSE', 'SuspendedEV', 'Charging', 'SuspendedEVSE'] as const
    for (const [index, state] of states.entries())
      await transaction.charging(state, { at: minutesAgo(20 - index), seqNo: index + 1 })
    expect(await turns(at)).toEqual(['started', 'suspended EV', 'suspended EVSE', 'suspended EV', 'resumed', 'suspended EVSE'])
    const pauses = (await told(at)).flatMap((event) => ('by' in event ? [Date.parse(event.at)] : []))
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
  },
)

test.each(VERSIONS)(
  'edge case 26: %s: a vehicle that stays when its charging is over parks, and ends to when the connector is free',
  async (version) => {
    const at = await station(version)
    const transaction = transactionOn(at.charger)
    await transaction.begin()
    await transaction.charging('Charging', { at: minutesAgo(25), seqNo: 1 })
    const [over, free] = [minutesAgo(20), minutesAgo(10)]
    await transaction.charging('over', { at: over, seqNo: 2 })
    await transaction.available(free)
    const pauses = (await told(at)).filter(({ name }) => name === 'suspended')
    expect(pauses).toMatchObject([
      { by: 'EV', at: over },
      { by: 'EVSE', at: free },
    ])
    await transaction.end({ at: minutesAgo(1), seqNo: 3 })
    expect((await told(at)).at(-1)).toMatchObject({ name: 'ended', meterStopWh: 2_000 })
  },
)

test.each(VERSIONS)('edge case 26: %s: a restart while a vehicle parks leaves it parking, and it is said once', async (version) => {
  const at = await station(version)
  const transaction = transactionOn(at.charger)
  await transaction.begin()
  await transaction.charging('SuspendedEV', { at: minutesAgo(20), seqNo: 1 })
  await at.charger.boot()
  await transaction.charging('SuspendedEV', { at: minutesAgo(10), seqNo: 2 })
  expect(await turns(at)).toEqual(['started', 'suspended EV'])
  await transaction.charging('Charging', { at: minutesAgo(5), seqNo: 3 })
  expect((await turns(at)).at(-1)).toBe('resumed')
})
