import { describe, expect, test } from 'vitest'
import { priceOf } from './price.ts'
import { priced, tariffOf, type Part } from './tariff.fixture.ts'
import type { TariffElement, TariffRestrictions } from './tariff.ts'

/** The rules of OCPI 2.2.1, mod_tariffs, TariffRestrictions class, one by one. */

const PER_WH = 0.1

/** The Wh that are billed under restrictions, of a session that charges evenly. */
function billedWh(restrictions: TariffRestrictions, parts: readonly Part[], from?: string, zone = 'Europe/Amsterdam'): number {
  const element: TariffElement = { components: [{ type: 'ENERGY', price: PER_WH, stepSize: 1 }], restrictions }
  return priced(tariffOf([element]), parts, from, zone).lines.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** One Wh a second, so that Wh count seconds. */
const hours = (count: number): Part[] => [{ minutes: count * 60, wh: count * 3_600 }]
const HOUR = 3_600

describe('start_time and end_time: in the zone of the location, from this time, until this time', () => {
  // In winter 12:00 in Amsterdam is 11:00 UTC.
  const noonTo = (restrictions: TariffRestrictions) => billedWh(restrictions, hours(4), '2026-01-05T11:00:00Z') / HOUR
  test('both', () => {
    expect(noonTo({ startTime: '13:00', endTime: '14:30' })).toBe(1.5)
  })
  test('one of them', () => {
    expect(noonTo({ startTime: '13:00' })).toBe(3)
    expect(noonTo({ endTime: '13:00' })).toBe(1)
  })
  test('if end_time < start_time then the period wraps around to the next day', () => {
    const night = (from: string) => billedWh({ startTime: '22:00', endTime: '06:00' }, hours(24), from) / HOUR
    expect([night('2026-01-05T11:00:00Z'), night('2026-01-05T23:00:00Z')]).toEqual([8, 8])
  })
  test('to stop at end of the day use 00:00', () => {
    expect(billedWh({ startTime: '20:00', endTime: '00:00' }, hours(24), '2026-01-05T11:00:00Z') / HOUR).toBe(4)
    expect(billedWh({ startTime: '00:00', endTime: '00:00' }, hours(24), '2026-01-05T11:00:00Z') / HOUR).toBe(24)
  })
  test('by the clock of the station, wherever it stands', () => {
    const morning = (zone: string) =>
      billedWh({ startTime: '06:00', endTime: '12:00' }, hours(12), '2026-01-05T00:00:00Z', zone) / HOUR
    expect([morning('UTC'), morning('Asia/Kolkata'), morning('America/New_York'), morning('Asia/Tokyo')]).toEqual([6, 6, 1, 3])
  })
})

describe('days on which clocks change', () => {
  const day = (restrictions: TariffRestrictions, from: string, length: number, zone?: string) =>
    billedWh(restrictions, hours(length), from, zone) / HOUR
  test('put forward in Europe: the day has 23 hours, and the hour that there is not is not billed', () => {
    // 2026-03-29 in Amsterdam: 02:00 becomes 03:00 at 01:00 UTC.
    const from = '2026-03-28T23:00:00Z'
    expect(day({ startDate: '2026-03-29', endDate: '2026-03-30' }, from, 30)).toBe(23)
    expect(day({ startTime: '01:30', endTime: '03:30' }, from, 23)).toBe(1)
    expect(day({ startTime: '02:00', endTime: '03:00' }, from, 23)).toBe(0)
  })
  test('put back in Europe: the day has 25 hours, and the hour that comes twice is billed twice', () => {
    // 2026-10-25 in Amsterdam: 03:00 becomes 02:00 at 01:00 UTC.
    const from = '2026-10-24T22:00:00Z'
    expect(day({ startDate: '2026-10-25', endDate: '2026-10-26' }, from, 30)).toBe(25)
    expect(day({ startTime: '02:00', endTime: '03:00' }, from, 25)).toBe(2)
    expect(day({ startTime: '02:30', endTime: '02:45' }, from, 25)).toBe(0.5)
  })
  test('by half an hour on Lord Howe Island', () => {
    // 2026-04-05: 02:00 becomes 01:30 at 15:00 UTC of the day before.
    expect(day({ startTime: '01:00', endTime: '02:00' }, '2026-04-04T13:00:00Z', 4, 'Australia/Lord_Howe')).toBe(1.5)
  })
})

describe('start_date and end_date: from this day, until this day (exclusive)', () => {
  test('at midnight of the station', () => {
    const of = (restrictions: TariffRestrictions) => billedWh(restrictions, hours(72), '2026-01-04T23:00:00Z') / HOUR
    expect(of({ startDate: '2026-01-06', endDate: '2026-01-07' })).toBe(24)
    expect(of({ startDate: '2026-01-07' })).toBe(24)
    expect(of({ endDate: '2026-01-06' })).toBe(24)
    expect(of({ startDate: '2026-01-09' })).toBe(0)
  })
})

describe('day_of_week: which days of the week this element is active', () => {
  test('changes at midnight of the station', () => {
    // From Friday, 2026-01-02, 18:00 in Amsterdam.
    const of = (restrictions: TariffRestrictions) => billedWh(restrictions, hours(48), '2026-01-02T17:00:00Z') / HOUR
    expect(of({ daysOfWeek: ['FRIDAY'] })).toBe(6)
    expect(of({ daysOfWeek: ['SATURDAY', 'SUNDAY'] })).toBe(42)
    expect(of({ daysOfWeek: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY'] })).toBe(0)
  })
  test('and a time of day hold both: the small hours of a night from Friday are Saturday', () => {
    const of = (daysOfWeek: TariffRestrictions['daysOfWeek'] & {}) =>
      billedWh({ startTime: '22:00', endTime: '06:00', daysOfWeek }, hours(15), '2026-01-02T17:00:00Z') / HOUR
    expect([of(['FRIDAY']), of(['SATURDAY'])]).toEqual([2, 6])
  })
})

describe('min_kwh and max_kwh: from this amount of energy (inclusive), until this amount (exclusive)', () => {
  test('cut the energy to the Wh, whatever the samples', () => {
    const parts: Part[] = [
      { minutes: 7, wh: 3_333 },
      { minutes: 3, wh: 10_001 },
      { minutes: 0, wh: 50 },
    ]
    expect(billedWh({ maxEnergyWh: 5_000 }, parts)).toBe(5_000)
    expect(billedWh({ minEnergyWh: 5_000 }, parts)).toBe(8_384)
    expect(billedWh({ minEnergyWh: 5_000, maxEnergyWh: 13_350 }, parts)).toBe(8_350)
  })
  test('cut time too: from the moment on at which the energy was there', () => {
    const time = (restrictions: TariffRestrictions) => {
      const element: TariffElement = { components: [{ type: 'TIME', price: 1, stepSize: 1 }], restrictions }
      return priced(tariffOf([element]), hours(2)).lines[0]?.quantity
    }
    expect([time({ maxEnergyWh: 1_800 }), time({ minEnergyWh: 1_800 })]).toEqual([1_800, 5_400])
  })
})

describe('min_power and max_power: the power of now, not of the session', () => {
  const parts: Part[] = [
    { minutes: 10, wh: 1_000, powerW: 6_000 },
    { minutes: 10, wh: 2_000, powerW: 16_000 },
    { minutes: 10, wh: 4_000, powerW: 48_000 },
    { minutes: 10, wh: 500, powerW: 4_000 },
  ]
  test('from the least on, below the most', () => {
    expect(billedWh({ maxPowerW: 16_000 }, parts)).toBe(1_500)
    expect(billedWh({ minPowerW: 16_000 }, parts)).toBe(6_000)
    expect(billedWh({ minPowerW: 16_000, maxPowerW: 32_000 }, parts)).toBe(2_000)
  })
})

test('a power that is not known fits no restriction of power or current', () => {
  const from = Date.parse('2026-01-02T00:00:00Z') / 1000
  const unknown = { kind: 'CHARGING', from, to: from + 60, energyWh: 100, powerW: null } as const
  const billed = (restrictions: TariffRestrictions) => {
    const elements: TariffElement[] = [{ components: [{ type: 'ENERGY', price: PER_WH, stepSize: 1 }], restrictions }]
    return priceOf(tariffOf(elements), 'UTC', from, [unknown]).lines.length
  }
  for (const restrictions of [{ minPowerW: 0 }, { maxPowerW: 1e9 }, { minCurrentA: 0 }, { maxCurrentA: 1e9 }])
    expect([restrictions, billed(restrictions)]).toEqual([restrictions, 0])
  expect(billed({ maxEnergyWh: 1_000 })).toBe(1)
})

describe('min_current and max_current: the sum over all phases', () => {
  test('as it is told, from the least on, below the most', () => {
    const parts: Part[] = [10, 32, 48].map((currentA, i) => ({ minutes: 10, wh: 1_000 * (i + 1), currentA }))
    expect(billedWh({ maxCurrentA: 32 }, parts)).toBe(1_000)
    expect(billedWh({ minCurrentA: 32 }, parts)).toBe(5_000)
  })
  test('reckoned from the power at 230 V where it is not told', () => {
    const parts: Part[] = [
      { minutes: 60, wh: 7_359 },
      { minutes: 60, wh: 7_360 },
    ]
    expect(billedWh({ maxCurrentA: 32 }, parts)).toBe(7_359)
    expect(billedWh({ minCurrentA: 32 }, parts)).toBe(7_360)
  })
})

describe('min_duration (inclusive) and max_duration (exclusive): of the session', () => {
  test('begin with the session, and count what is not billed', () => {
    const parts: Part[] = [{ kind: 'UNBILLED', minutes: 30 }, ...hours(2)]
    expect(billedWh({ minDurationSeconds: HOUR }, parts) / HOUR).toBe(1.5)
    expect(billedWh({ maxDurationSeconds: HOUR }, parts) / HOUR).toBe(0.5)
    expect(billedWh({ minDurationSeconds: HOUR, maxDurationSeconds: 2 * HOUR }, parts) / HOUR).toBe(1)
  })
})

describe('reservation: the element describes reservation costs', () => {
  const element = (reservation?: 'RESERVATION' | 'RESERVATION_EXPIRES'): TariffElement => ({
    components: [{ type: 'TIME', price: 60, stepSize: 1 }],
    ...(reservation && { restrictions: { reservation } }),
  })
  const billed = (elements: TariffElement[], parts: Part[]) => priced(tariffOf(elements), parts).exclVatMinor / 100
  const reserved: Part = { kind: 'RESERVATION', minutes: 5 }
  const expired: Part = { kind: 'RESERVATION_EXPIRED', minutes: 7 }
  test('and never those of the session, nor the other way round', () => {
    expect(billed([element('RESERVATION')], [reserved, ...hours(1)])).toBe(5)
    expect(billed([element()], [reserved, ...hours(1)])).toBe(60)
    expect(billed([element('RESERVATION'), element()], [reserved, ...hours(1)])).toBe(65)
    expect(billed([element('RESERVATION_EXPIRES')], [reserved, ...hours(1)])).toBe(0)
  })
  test('an expired one is billed by RESERVATION_EXPIRES where that has a TIME, else by RESERVATION', () => {
    expect(billed([element('RESERVATION')], [expired])).toBe(7)
    const dearer = { ...element('RESERVATION_EXPIRES'), components: [{ type: 'TIME' as const, price: 120, stepSize: 1 }] }
    expect(billed([element('RESERVATION'), dearer], [expired])).toBe(14)
  })
})

describe('more than one restriction are a logical AND, and elements are looked up for each dimension by itself', () => {
  test('AND', () => {
    expect(billedWh({ minEnergyWh: 1_000, maxDurationSeconds: HOUR, startTime: '12:10' }, hours(2), '2026-01-05T11:00:00Z')).toBe(
      2_600,
    )
  })
  test('the first element with the dimension that matches is used; where none matches there are no costs', () => {
    const tariff = tariffOf([
      { components: [{ type: 'ENERGY', price: 1, stepSize: 1 }], restrictions: { maxEnergyWh: 1_000 } },
      { components: [{ type: 'TIME', price: 2, stepSize: 1 }] },
      {
        components: [
          { type: 'ENERGY', price: 3, stepSize: 1 },
          { type: 'TIME', price: 99, stepSize: 1 },
        ],
        restrictions: { maxEnergyWh: 2_000 },
      },
    ])
    const { lines } = priced(tariff, hours(1))
    expect(lines.map(({ type, price, quantity }) => [type, price, quantity])).toEqual([
      ['ENERGY', 1, 1_000],
      ['TIME', 2, 3_600],
      ['ENERGY', 3, 1_000],
    ])
  })
  test('a fee is due once, when its element becomes active', () => {
    const fee = (price: number, restrictions?: TariffRestrictions): TariffElement => ({
      components: [{ type: 'FLAT', price, stepSize: 1 }],
      ...(restrictions && { restrictions }),
    })
    const billed = (elements: TariffElement[]) => priced(tariffOf(elements), hours(1)).exclVatMinor / 100
    expect(billed([fee(1, { maxEnergyWh: 1_000 }), fee(2)])).toBe(1)
    expect(billed([fee(3, { minEnergyWh: 1_000 })])).toBe(3)
    expect(billed([fee(3, { minEnergyWh: 9_000 })])).toBe(0)
  })
})
