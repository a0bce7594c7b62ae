import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import type { Json } from '../../test/charge-point-wire.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

const LONG = 'Charger of a long name '.repeat(20)
const modem = { iccid: null, imsi: null }

const boots: [version: '1.6' | '2.0.1' | '2.1', Json][] = [
  [
    '1.6',
    { chargePointVendor: 'Maker', chargePointModel: LONG, firmwareVersion: LONG, ...modem, meterType: null, extra: { a: 1 } },
  ],
  ...(['2.0.1', '2.1'] as const).map((version): [typeof version, Json] => [
    version,
    { reason: 'Whim', chargingStation: { vendorName: 'Maker', model: LONG, firmwareVersion: LONG, modem, extra: 1 }, extra: [] },
  ]),
]

test.each(boots)('%s: a boot that breaks its schema is a boot, registered or not', async (version, payload) => {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity, { version, boot: false })
  expect(await charger.call('BootNotification', payload)).toMatchObject({ status: 'Accepted' })
  const booted = await bridge.waitFor('ocpp.charge-point.booted', (data) => data.stationId === stationId)
  expect(booted).toMatchObject({ vendor: 'Maker', model: LONG.slice(0, 50), firmware: LONG.slice(0, 50) })
  expect(await charger.call('BootNotification', {})).toMatchObject({ status: 'Accepted' })
  const unknown = await bridge.connect(`NEW-${newId().slice(-8)}`, { version, boot: false })
  expect(await unknown.call('BootNotification', payload)).toMatchObject({ status: 'Pending' })
})

const statuses: [version: '1.6' | '2.0.1' | '2.1', Json, errorCode: string | null][] = [
  [
    '1.6',
    { connectorId: '1', status: 'Faulted', errorCode: 'E-0815', timestamp: '', info: LONG, vendorErrorCode: null, extra: 1 },
    'E-0815',
  ],
  ...(['2.0.1', '2.1'] as const).map((version): [typeof version, Json, null] => [
    version,
    { evseId: 1, connectorStatus: 'Faulted', timestamp: '', extra: 1 },
    null,
  ]),
]

test.each(statuses)('%s: a status that breaks its schema is told', async (version, payload, errorCode) => {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity, { version, boot: false })
  expect(await charger.call('StatusNotification', payload)).toEqual({})
  const said = await bridge.waitFor('ocpp.connector.status-changed', (data) => data.stationId === stationId)
  expect(said).toMatchObject({ evseNumber: 1, connectorNumber: 1, status: 'FAULTED', errorCode })
})

test.each(['1.6', '2.0.1', '2.1'] as const)(
  '%s: one of no connector, or of no status, is answered and says nothing',
  async (version) => {
    const { identity, stationId } = await bridge.register()
    const charger = await bridge.connect(identity, { version, boot: false })
    const timestamp = new Date().toISOString()
    for (const more of [
      { connectorId: 1, evseId: 1, status: 'Odd', connectorStatus: 'Odd' },
      { status: 'Available', connectorStatus: 'Available' },
    ])
      expect(await charger.call('StatusNotification', { errorCode: 'NoError', timestamp, ...more })).toEqual({})
    expect((await bridge.said('ocpp.connector.status-changed')).filter((data) => data.stationId === stationId)).toEqual([])
  },
)

test.each(['1.6', '2.0.1'] as const)(
  '%s: a charger that invents connectors is believed of so many as it may have',
  async (version) => {
    const { identity, stationId } = await bridge.register()
    const charger = await bridge.connect(identity, { version, boot: false })
    const says = (number: number, status: string) => {
      const place = version === '1.6' ? { connectorId: number, errorCode: 'NoError' } : { evseId: number, connectorId: 1 }
      return charger.call('StatusNotification', { ...place, status, connectorStatus: status, timestamp: new Date().toISOString() })
    }
    const kept = { station_id: stationId, connector_number: 1, status: 'AVAILABLE', at: new Date(), said_at: new Date() } as const
    const all = Array.from({ length: OCPP_LIMITS.connectors }, (_, i) => ({ ...kept, evse_number: i + 1, error_code: null }))
    await bridge.db.insertInto('connector_status').values(all).execute()
    expect(await says(9_999, 'Unavailable')).toEqual({})
    expect(await says(1, 'Unavailable')).toEqual({})
    const said = async () =>
      (await bridge.said('ocpp.connector.status-changed'))
        .filter((data) => data.stationId === stationId)
        .map((data) => data.evseNumber)
    expect(await said()).toEqual([1])
    const reported = await bridge.db.selectFrom('connector').select('evse_number').where('station_id', '=', stationId).execute()
    expect(reported.map((row) => row.evse_number)).toEqual(version === '1.6' ? [] : [1])
  },
)
