import { expect, test } from 'vitest'
import { billedFrom } from './parking.ts'
import { tariffOf } from './tariff.fixture.ts'
import type { TariffElement, TariffRestrictions } from './tariff.ts'

const HOUR = 3_600
/** Friday, 2 January 2026, at 21:00 in Amsterdam. */
const NOW = Date.parse('2026-01-02T20:00:00Z') / 1000

const parking = (price: number, restrictions?: TariffRestrictions): TariffElement => ({
  components: [{ type: 'PARKING_TIME', price, stepSize: 1 }],
  ...(restrictions !== undefined && { restrictions }),
})
/** Hours from now until parking costs something; the session began two hours ago and has had 10 kWh. */
function hoursUntil(...elements: TariffElement[]): number | null {
  const session = { startedAt: NOW - 2 * HOUR, energyWh: 10_000 }
  const from = billedFrom(tariffOf(elements), 'Europe/Amsterdam', session, NOW)
  return from === null ? null : (from - NOW) / HOUR
}

test('parking that has a price is billed at once, and parking without one never', () => {
  expect(hoursUntil(parking(6))).toBe(0)
  expect(hoursUntil(parking(0))).toBeNull()
  expect(hoursUntil({ components: [{ type: 'TIME', price: 6, stepSize: 1 }] })).toBeNull()
})

test('it is billed from when its price holds: by the clock of the station, the day and the length of the session', () => {
  expect(hoursUntil(parking(6, { startTime: '08:00', endTime: '20:00' }))).toBe(11)
  expect(hoursUntil(parking(6, { daysOfWeek: ['SUNDAY'] }))).toBe(27)
  expect(hoursUntil(parking(6, { minDurationSeconds: 5 * HOUR }))).toBe(3)
  expect(hoursUntil(parking(6, { maxDurationSeconds: HOUR }))).toBeNull()
})

test('the first element that holds counts, also where it is free', () => {
  expect(hoursUntil(parking(0, { startTime: '20:00', endTime: '07:30' }), parking(6))).toBe(10.5)
  expect(hoursUntil(parking(0), parking(6))).toBeNull()
})

test('what has been charged stays as it is, and a parked vehicle draws nothing', () => {
  expect(hoursUntil(parking(6, { minEnergyWh: 10_000 }))).toBe(0)
  expect(hoursUntil(parking(6, { minEnergyWh: 10_001 }))).toBeNull()
  expect(hoursUntil(parking(6, { maxPowerW: 1 }))).toBe(0)
  expect(hoursUntil(parking(6, { minPowerW: 1 }))).toBeNull()
})

test('a price of reservations is none of parking, and one that begins in more than a week is not looked for', () => {
  expect(hoursUntil(parking(6, { reservation: 'RESERVATION' }))).toBeNull()
  expect(hoursUntil(parking(6, { startDate: '2026-01-09' }))).toBe(6 * 24 + 3)
  expect(hoursUntil(parking(6, { startDate: '2026-01-11' }))).toBeNull()
})
