import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { tariffOf } from '#lib/tariff/tariff.fixture.ts'
import type { PriceComponent, TariffData } from '#lib/tariff/tariff.ts'
import { testCharging, type TestCharging } from '../charging.fixture.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

const flat = (price: number): PriceComponent => ({ type: 'FLAT', price, vat: 20, stepSize: 1 })
const time = (price: number, stepSize: number): PriceComponent => ({ type: 'TIME', price, vat: 20, stepSize })
const session = { components: [flat(0.5), { type: 'ENERGY' as const, price: 0.25, vat: 10, stepSize: 1 }] }
const reserved = (...components: PriceComponent[]) => ({ components, restrictions: { reservation: 'RESERVATION' as const } })
const BEGIN = Date.now() - 10_800_000
const at = (minute: number) => new Date(BEGIN + minute * 60_000).toISOString()

/** 20 kWh in an hour, by a driver whose slot began so many minutes before; `late`: the slot becomes known after the start. */
async function charged(tariff: TariffData, slotBegan: number) {
  const driver = await box.driver()
  const place = await box.station(await box.tariff(tariff))
  const reservationId = newId()
  await box.tell('reservations.reservation.changed', reservationId, {
    reservationId,
    version: 1,
    userId: driver.userId,
    operatorId: place.operator.userId,
    stationId: place.stationId,
    stationName: 'Garage',
    timeZone: 'Europe/Amsterdam',
    evseNumber: 1,
    connectorId: place.connectors[0]?.connectorId ?? '',
    state: 'RESERVED',
    startsAt: at(-slotBegan),
    endsAt: at(90),
    heldFrom: at(-slotBegan - 15),
    heldUntil: at(90),
    enforcement: 'SOFT',
    sessionId: null,
    reason: null,
  })
  const { transactionId } = await box.begin(place, {
    idToken: driver.idToken,
    startedAt: at(0),
    receivedAt: at(0),
    meterStartWh: 0,
  })
  await box.tell('ocpp.transaction.ended', transactionId, {
    transactionId,
    endedAt: at(60),
    receivedAt: at(60),
    meterStopWh: 20_000,
    reason: 'Local',
    samples: [],
    offline: false,
  })
  const { id } = await box.sessionOf(transactionId)
  const [cdr] = await box.cdrs(id)
  return [cdr?.excl_vat_minor, cdr?.incl_vat_minor]
}

test('OCPI 2.3.0: 15 minutes of a reservation at 5 an hour, and 20 kWh: 6.75, with VAT 7.60', async () => {
  expect(await charged(tariffOf([reserved(time(5, 60)), session]), 15)).toEqual([675, 760])
})

test('OCPI 2.3.0: 13 minutes are billed as 15, with a fee of 2: 8.75, with VAT 10.00', async () => {
  expect(await charged(tariffOf([reserved(flat(2), time(5, 300)), session]), 13)).toEqual([875, 1_000])
})

test('who begins before their slot does pays nothing for it', async () => {
  expect(await charged(tariffOf([reserved(flat(2), time(5, 300)), session]), -5)).toEqual([550, 610])
})
