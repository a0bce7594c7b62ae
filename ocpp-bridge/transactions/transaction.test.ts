import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChargePoint, ChargePointOptions } from '../../test/charge-point.ts'
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

test.each([0, -1, 2_000_000_000])(
  'edge case 5: a stop under the unknown id %i is answered, kept, and ends the one transaction it fits',
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

test('edge case 5: a stop under an unknown id that fits two transactions ends neither', async () => {
  const at = await station()
  await begin(at)
  await begin(at, { connectorId: 2 })
  await at.charger.call('StopTransaction', { transactionId: -1, idTag: 'DRIVER1', meterStop: 5000, timestamp: minutesAgo(1) })
  expect(await names(at)).toEqual(['started', 'started'])
})

test('edge case 6: a charger whose clock is behind is not taken for one that was offline', async () => {
  const at = await station({ clockStart: new Date(Date.now() - 3_600_000) })
  await at.charger.start({ idToken: 'DRIVER1' })
  await at.charger.meter()
  await at.charger.stop()
  const offline = (await told(at)).flatMap((event) => ('offline' in event ? [event.offline] : []))
  expect(offline).toEqual([false, false, false])
})

test('edge case 13: meter values without transactionId belong to the connector; after the stop nothing reopens', async () => {
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

test('edge case 22: a start at connector 0 has no connector: it is kept aside and answered', async () => {
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
