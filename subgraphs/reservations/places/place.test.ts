import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import { testReservations, type TestReservations } from '../reservations.fixture.ts'

let box: TestReservations
beforeAll(async () => {
  box = await testReservations()
})
afterAll(() => box[Symbol.asyncDispose]())

const connector = (maxPowerW: number, retired?: true) => ({
  connectorId: newId(),
  number: 1,
  maxPowerW,
  tariffId: null,
  ...(retired && { retired }),
})

describe('a place', () => {
  test('is what its operator says of it, newest word last', async () => {
    const station = await box.station(2)
    expect(await station.now()).toMatchObject({ name: 'Garage', time_zone: 'Europe/Amsterdam', private: false, online: null })
    const newer = await station.saved({ access: 'PRIVATE', guests: [newId()] })
    await box.again({ ...newer, id: newId(), position: 9, data: { ...newer.data, access: 'PUBLIC' } })
    await box.again({ ...newer, id: newId(), position: 8 })
    expect(await station.now()).toMatchObject({ private: false })
    expect((await station.evsesNow()).map(({ retired }) => retired)).toEqual([false, false])
  })

  test('has an EVSE no more that is not named any more, or of which each connector is retired', async () => {
    const station = await box.station(3)
    const [first, second] = station.said.evses
    if (!first || !second) throw new Error('no EVSEs')
    await station.saved({ evses: [first, { ...second, connectors: second.connectors.map((c) => ({ ...c, retired: true })) }] })
    expect((await station.evsesNow()).map(({ retired }) => retired)).toEqual([false, true, true])
    expect(await box.said('reservations.slots.changed', station.id)).toHaveLength(2)
    await station.saved({})
    expect((await station.evsesNow()).map(({ retired }) => retired)).toEqual([false, false, false])
  })

  test('is as strong as the strongest connector that can be used', async () => {
    const evseId = newId()
    const station = await box.station(1, {
      evses: [{ evseId, number: 1, connectors: [connector(11_000), { ...connector(150_000, true), number: 2 }] }],
    })
    expect((await station.evsesNow())[0]?.max_power_w).toBe(11_000)
  })

  test('is out of order when its charger says so of it all, or of every connector of an EVSE', async () => {
    const station = await box.station(2)
    const broken = async () => (await station.evsesNow()).map(({ out_of_order }) => out_of_order)
    await station.says('FAULTED', 1)
    expect(await broken()).toEqual([true, false])
    await station.says('AVAILABLE', 1)
    expect(await broken()).toEqual([false, false])
    await station.says('UNAVAILABLE', 0)
    expect(await broken()).toEqual([true, true])
    await station.says('AVAILABLE', 0)
    await station.says('CHARGING', 2)
    expect(await broken()).toEqual([false, false])
  })

  test('is known as it is although its charger speaks before its operator', async () => {
    const stationId = newId()
    const at = new Date().toISOString()
    await box.tell('ocpp.charge-point.connected', stationId, { stationId, ocppVersion: '2.1', at })
    const said = { stationId, evseNumber: 1, connectorNumber: 1, status: 'FAULTED', errorCode: null, at } as const
    await box.tell('ocpp.connector.status-changed', stationId, said)
    const station = await box.station(1, { stationId })
    expect(await station.now()).toMatchObject({ online: true })
    expect(await station.evsesNow()).toMatchObject([{ out_of_order: true }])
    await station.disconnects()
    expect(await station.now()).toMatchObject({ online: false })
  })

  test('is told by so many connectors as a station can have, however many its charger speaks of', async () => {
    const station = await box.station()
    await station.says('AVAILABLE')
    const most = RESERVATIONS_LIMITS.reportsPerStation
    const invented = { station_id: station.id, evse_number: 9, status: 'AVAILABLE', said: 1 } as const
    const rest = Array.from({ length: most - 1 }, (_, i) => ({ ...invented, connector_number: i + 1 }))
    await box.db.insertInto('connector_status').values(rest).execute()
    await station.says('AVAILABLE', 8)
    await station.says('FAULTED')
    const kept = await box.db.selectFrom('connector_status').selectAll().where('station_id', '=', station.id).execute()
    expect(kept).toHaveLength(most)
    expect(kept.some(({ evse_number }) => evse_number === 8)).toBe(false)
    expect(await station.evsesNow()).toMatchObject([{ out_of_order: true }])
  })

  test('tells of its slots when what can be used there changes, and then alone', async () => {
    const station = await box.station(1)
    const told = async () => (await box.said('reservations.slots.changed', station.id)).length
    const before = await told()
    await station.saved({})
    await station.says('CHARGING')
    await station.connects()
    expect(await told()).toBe(before)
    await station.says('FAULTED')
    expect(await told()).toBe(before + 1)
  })
})
