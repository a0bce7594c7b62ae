import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ConnectorStatus } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { until } from '../../test/until.ts'
import { ccs, driver, operator, testStations, type RegisteredStation, type TestStations } from './stations.fixture.ts'

let box: TestStations
let station: RegisteredStation
beforeAll(async () => {
  box = await testStations()
})
afterAll(() => box[Symbol.asyncDispose]())
beforeEach(async () => {
  const evse = () => `DE*EVG*E${newId().slice(-8).toUpperCase()}`
  station = await box.register(operator, {
    evses: [
      { evseId: evse(), connectors: [ccs(), ccs({ standard: 'CHADEMO' })] },
      { evseId: evse(), connectors: [ccs()] },
    ],
  })
})

const now = () => new Date().toISOString()
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
/** `at` by the charger's clock, `heard` by ours. */
const report = (status: ConnectorStatus, evseNumber = 1, connectorNumber = 1, at = now(), heard = now()) =>
  box.tell(
    'ocpp.connector.status-changed',
    station.id,
    { stationId: station.id, evseNumber, connectorNumber, status, errorCode: null, at },
    new Date(heard),
  )
const connected = (at = now(), heard = now()) =>
  box.tell('ocpp.charge-point.connected', station.id, { stationId: station.id, ocppVersion: '2.0.1', at }, new Date(heard))
const disconnected = (at = now(), heard = now()) =>
  box.tell('ocpp.charge-point.disconnected', station.id, { stationId: station.id, at }, new Date(heard))

const QUERY = `query ($id: UUID!) { station(id: $id) { online lastSeenAt vendor evses { status connectors { status statusUpdatedAt } } } }`
interface Shown {
  online: boolean
  lastSeenAt: string | null
  vendor: string | null
  evses: { status: string; connectors: { status: string; statusUpdatedAt: string | null }[] }[]
}
const shown = async () => (await box.ask<{ station: Shown }>(driver, QUERY, { id: station.id })).data?.station
const statuses = async () => (await shown())?.evses.map(({ connectors }) => connectors.map(({ status }) => status))

test('before a charger has said a word, and while it is offline, nothing is known', async () => {
  expect(await shown()).toMatchObject({ online: false, lastSeenAt: null })
  expect(await statuses()).toEqual([['UNKNOWN', 'UNKNOWN'], ['UNKNOWN']])
  await connected()
  await report('AVAILABLE')
  expect(await statuses()).toEqual([['AVAILABLE', 'UNKNOWN'], ['UNKNOWN']])
  await disconnected()
  expect(await statuses()).toEqual([['UNKNOWN', 'UNKNOWN'], ['UNKNOWN']])
})

test('an EVSE is in use when one of its connectors is, and else as good as the best of them', async () => {
  await connected()
  await report('AVAILABLE', 1, 1)
  await report('FAULTED', 1, 2)
  await report('FAULTED', 2, 1)
  expect((await shown())?.evses.map(({ status }) => status)).toEqual(['AVAILABLE', 'FAULTED'])
  await report('CHARGING', 1, 1)
  expect((await shown())?.evses.map(({ status }) => status)).toEqual(['CHARGING', 'FAULTED'])
})

test('number 0 is the station as a whole: down, it takes its connectors with it', async () => {
  await connected()
  await report('AVAILABLE')
  await report('UNAVAILABLE', 0, 0)
  expect(await statuses()).toEqual([['UNAVAILABLE', 'UNAVAILABLE'], ['UNAVAILABLE']])
  await report('AVAILABLE', 0, 0)
  expect(await statuses()).toEqual([['AVAILABLE', 'UNKNOWN'], ['UNKNOWN']])
})

test('an older report never replaces a newer one', async () => {
  await connected(now(), minutesAgo(1))
  await report('CHARGING', 1, 1, now(), minutesAgo(1))
  await report('AVAILABLE', 1, 1, now(), minutesAgo(2))
  await disconnected(now(), minutesAgo(2))
  expect(await shown()).toMatchObject({ online: true })
  expect(await statuses()).toEqual([['CHARGING', 'UNKNOWN'], ['UNKNOWN']])
})

test('a clock that steps back hides no report: the order is that in which we hear of them, its times are only shown', async () => {
  await connected()
  await report('CHARGING')
  await report('UNAVAILABLE', 0, 0)
  const back = minutesAgo(60)
  await report('AVAILABLE', 1, 1, back)
  await report('AVAILABLE', 0, 0, back)
  expect((await shown())?.evses[0]?.connectors[0]).toEqual({ status: 'AVAILABLE', statusUpdatedAt: back })
  await disconnected(back)
  expect(await shown()).toMatchObject({ online: false })
  await connected(back)
  expect(await shown()).toMatchObject({ online: true })
})

test('a clock that ran two days ahead does not lock out the reports that follow', async () => {
  await connected()
  await report('CHARGING', 1, 1, new Date(Date.now() + 2 * 86_400_000).toISOString())
  await report('AVAILABLE', 1, 1)
  expect((await statuses())?.[0]?.[0]).toBe('AVAILABLE')
})

test('the same event again has no effect', async () => {
  await connected()
  const event = await report('CHARGING')
  await report('AVAILABLE', 1, 1, event.data.at)
  await box.again(event)
  expect((await statuses())?.[0]?.[0]).toBe('AVAILABLE')
})

test('a connector nobody registered and a station nobody knows change nothing and stop nothing', async () => {
  await report('AVAILABLE', 9, 9)
  const stationId = newId()
  await box.tell('ocpp.charge-point.connected', stationId, { stationId, ocppVersion: '1.6', at: now() })
  expect(await box.db.selectFrom('dead_letter').selectAll().execute()).toEqual([])
  expect(await box.db.selectFrom('station').select('id').where('id', '=', stationId).execute()).toEqual([])
})

test('a boot tells what the charger is', async () => {
  await box.tell('ocpp.charge-point.booted', station.id, {
    stationId: station.id,
    vendor: 'ABB',
    model: 'Terra',
    firmware: '1',
    ocppVersion: '1.6',
  })
  expect(await shown()).toMatchObject({ vendor: 'ABB', lastSeenAt: expect.any(String) as string })
})

test('stationAvailability shows the state first, then each change', async () => {
  await connected()
  const stream = box.watch<{ stationAvailability: Shown }>(
    driver,
    `subscription ($id: UUID!) { stationAvailability(stationId: $id) { id online evses { status connectors { status } } } }`,
    { id: station.id },
  )
  const next = async () => {
    const { value } = await stream.next()
    return value?.data?.stationAvailability
  }
  expect(await next()).toMatchObject({ online: true, evses: [{ status: 'UNKNOWN' }, { status: 'UNKNOWN' }] })
  await report('AVAILABLE')
  // Events become states: one state may stand for several of them.
  let state = await next()
  while (state?.evses[0]?.status === 'UNKNOWN') state = await next()
  expect(state).toMatchObject({
    evses: [{ status: 'AVAILABLE', connectors: [{ status: 'AVAILABLE' }, { status: 'UNKNOWN' }] }, { status: 'UNKNOWN' }],
  })
  await disconnected()
  while (state?.online) state = await next()
  expect(state).toMatchObject({ online: false, evses: [{ status: 'UNKNOWN' }, { status: 'UNKNOWN' }] })
  await stream.return()
})

test('a station that is not there cannot be watched', async () => {
  const stream = box.watch(driver, `subscription ($id: UUID!) { stationAvailability(stationId: $id) { id } }`, { id: newId() })
  const { value } = await stream.next()
  expect(value?.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', issues: [{ path: ['stationId'] }] })
})

test('who leaves is no longer listened for, though nothing happens at the station', async () => {
  await until(() => box.listening() === 0)
  const stream = box.watch(driver, `subscription ($id: UUID!) { stationAvailability(stationId: $id) { id } }`, { id: station.id })
  await stream.next()
  expect(box.listening()).toBe(1)
  await stream.return()
  await until(() => box.listening() === 0)
})
