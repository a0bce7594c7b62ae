import { describe, expect, test } from 'vitest'
import { proveDrive, type Drive } from './proof-of-drive.ts'

const drive = (km: number, days: number, over: Partial<Drive> = {}): Drive => ({
  distanceM: km * 1_000,
  days,
  chargedWh: 0,
  batteryWh: null,
  consumptionWhPerKm: null,
  record: { readings: 1, distanceM: 0, days: 0, chargedWh: 0 },
  ...over,
})
const km = (given: Drive) => proveDrive(given).explainedM / 1_000

describe('without a record', () => {
  test('a battery and 40 kWh a day elsewhere explain so much at 12 kWh/100 km', () => {
    expect(km(drive(0, 1))).toBe(1_000)
    expect(km(drive(0, 0.1))).toBe(1_000)
    expect(km(drive(0, 10))).toBe(4_000)
  })

  test('what was charged through us explains more', () => {
    expect(km(drive(0, 1, { chargedWh: 60_000 }))).toBe(1_500)
  })

  test("the vehicle's own battery and consumption count, within reason", () => {
    expect(km(drive(0, 1, { batteryWh: 20_000 }))).toBe(500)
    expect(km(drive(0, 1, { batteryWh: 2_000_000 }))).toBe(2_000)
    expect(km(drive(0, 1, { consumptionWhPerKm: 200 }))).toBe(800)
    expect(km(drive(0, 1, { consumptionWhPerKm: 1 }))).toBe(1_000)
  })

  test('kilometres are plausible up to that and no further', () => {
    expect(proveDrive(drive(1_000, 1)).plausible).toBe(true)
    expect(proveDrive({ ...drive(1_000, 1), distanceM: 1_000_001 }).plausible).toBe(false)
  })
})

describe('with a record', () => {
  test('of charging through us alone, little is explained without it', () => {
    // 2,000 km at 18 kWh/100 km, all of it from us.
    const record = { readings: 5, distanceM: 2_000_000, days: 40, chargedWh: 360_000 }
    expect(proveDrive(drive(2_000, 40, { record, chargedWh: 360_000 })).plausible).toBe(true)
    expect(proveDrive(drive(1_500, 20, { record, chargedWh: 0 })).plausible).toBe(true)
    expect(proveDrive(drive(1_501, 20, { record, chargedWh: 0 })).plausible).toBe(false)
  })

  test('of charging at home, three times as much is explained as usual', () => {
    // 50 km a day, nothing from us: 6 kWh a day elsewhere.
    const record = { readings: 5, distanceM: 2_000_000, days: 40, chargedWh: 0 }
    expect(proveDrive(drive(0, 40, { record })).elsewhereWhPerDay).toBe(18_000)
    expect(km(drive(0, 40, { record }))).toBeCloseTo((80 + 40 * 18) / 0.12)
  })

  test.each([
    ['two readings', { readings: 2, distanceM: 2_000_000, days: 40, chargedWh: 0 }],
    ['six days', { readings: 5, distanceM: 2_000_000, days: 6, chargedWh: 0 }],
    ['499 km', { readings: 5, distanceM: 499_000, days: 40, chargedWh: 0 }],
  ])('of %s it is none yet', (_what, record) => {
    expect(proveDrive(drive(0, 1, { record })).elsewhereWhPerDay).toBe(40_000)
  })
})
