import { describe, expect, test } from 'vitest'
import type { PriceComponent, TariffElement } from './tariff.ts'
import { priced, simple, tariffOf, totals, type Part } from './tariff.fixture.ts'

/** The worked examples of OCPI 2.2.1, by their headings. Amounts are cents: without VAT, with VAT. */

const energy: PriceComponent = { type: 'ENERGY', price: 0.25, vat: 10, stepSize: 1 }
const start: PriceComponent = { type: 'FLAT', price: 0.5, vat: 20, stepSize: 1 }
const charged = (wh: number, minutes = 60): Part => ({ minutes, wh })
const parked = (minutes: number): Part => ({ kind: 'PARKING', minutes })

describe('mod_tariffs, Tariff object, examples', () => {
  test('Simple Tariff example 0.25 euro per kWh', () => {
    expect(totals(simple([energy]), [charged(20_000)])).toEqual([500, 550])
  })

  test('Tariff example 0.25 euro per kWh + start fee', () => {
    expect(totals(simple([start, energy]), [charged(20_000)])).toEqual([550, 610])
  })

  test('Tariff example 0.25 euro per kWh + minimum price', () => {
    const tariff = simple([energy], { minPrice: { exclVat: 0.5, inclVat: 0.55 } })
    expect(totals(tariff, [charged(20_000)])).toEqual([500, 550])
    for (const wh of [0, 1, 1_000, 1_999]) expect(totals(tariff, [charged(wh)])).toEqual([50, 55])
  })

  test('Tariff example 0.25 euro per kWh + parking fee + start fee: 40 minutes are billed as 45', () => {
    const parking: PriceComponent = { type: 'PARKING_TIME', price: 2, vat: 20, stepSize: 900 }
    expect(totals(simple([start, energy, parking]), [charged(20_000), parked(40)])).toEqual([700, 790])
  })

  test('Tariff example 0.25 euro per kWh + start fee + max price', () => {
    const tariff = simple([start, energy], { maxPrice: { exclVat: 10, inclVat: 11 } })
    expect(totals(tariff, [charged(50_000)])).toEqual([1_000, 1_100])
    expect(totals(tariff, [charged(30_000)])).toEqual([800, 885])
  })

  test('Simple Tariff example 2 euro per hour, and parking without a price is free', () => {
    const tariff = simple([{ type: 'TIME', price: 2, vat: 10, stepSize: 60 }])
    expect(totals(tariff, [charged(20_000, 150)])).toEqual([500, 550])
    expect(totals(tariff, [charged(20_000, 150), parked(60)])).toEqual([500, 550])
  })

  test('Simple Tariff example 3 euro per hour, 5 euro per hour parking: 42 minutes are billed as 45', () => {
    const tariff = simple([
      { type: 'TIME', price: 3, vat: 10, stepSize: 60 },
      { type: 'PARKING_TIME', price: 5, vat: 20, stepSize: 300 },
    ])
    expect(totals(tariff, [charged(20_000, 150), parked(42)])).toEqual([1_125, 1_275])
  })

  test('Ad-Hoc simple Tariff example with multiple languages', () => {
    const tariff = simple([{ type: 'TIME', price: 1.9, vat: 5.2, stepSize: 300 }])
    expect(totals(tariff, [charged(20_000, 150)])).toEqual([475, 500])
  })

  test('Simple Tariff example with alternative URL: 20.45 kWh are billed as 20.5', () => {
    const at = (price: number) => totals(simple([start, { ...energy, price, stepSize: 100 }]), [charged(20_450)])
    // The specification adds lines that it has rounded: 0.60 + 5.64 = 6.24. Exactly it is 5.625 and 6.2375.
    expect(at(0.25)).toEqual([563, 624])
    expect(at(0.22)).toEqual([501, 556])
  })

  describe('Complex Tariff example', () => {
    const time = (price: number, stepSize: number): PriceComponent[] => [{ type: 'TIME', price, vat: 20, stepSize }]
    const parking = (price: number): PriceComponent[] => [{ type: 'PARKING_TIME', price, vat: 10, stepSize: 300 }]
    const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const
    const tariff = tariffOf([
      { components: [{ type: 'FLAT', price: 2.5, vat: 15, stepSize: 1 }] },
      { components: time(1, 900), restrictions: { maxCurrentA: 32 } },
      { components: time(2, 600), restrictions: { minCurrentA: 32, daysOfWeek: [...weekdays] } },
      { components: time(1.25, 600), restrictions: { minCurrentA: 32, daysOfWeek: ['SATURDAY', 'SUNDAY'] } },
      { components: parking(5), restrictions: { startTime: '09:00', endTime: '18:00', daysOfWeek: [...weekdays] } },
      { components: parking(6), restrictions: { startTime: '10:00', endTime: '17:00', daysOfWeek: ['SATURDAY'] } },
    ])

    test('Monday 09:30, 165 minutes at 16 A, 42 minutes parked', () => {
      const parts: Part[] = [{ minutes: 165, wh: 10_000, currentA: 16 }, parked(42)]
      expect(totals(tariff, parts, '2026-01-05T09:30:00Z')).toEqual([900, 1_030])
    })

    test('Saturday 13:30, 114 minutes at 43 A, 71 minutes parked', () => {
      // The quantities are the specification's. It says 12.28 and 13.861, because it takes 1.20 for the 1.25 of its own tariff.
      const parts: Part[] = [{ minutes: 114, wh: 10_000, currentA: 43 }, parked(71)]
      expect(totals(tariff, parts, '2026-01-03T13:30:00Z')).toEqual([1_238, 1_398])
    })
  })

  test('Free of Charge Tariff example, with step size 0 and no VAT', () => {
    expect(totals(simple([{ type: 'FLAT', price: 0, stepSize: 0 }]), [charged(20_000)])).toEqual([0, 0])
  })

  test('First hour free energy example, as in 2.2: its hours of parking are those of the session, so it parks from the start', () => {
    const parking = (price: number, maxDurationSeconds?: number): TariffElement => ({
      components: [{ type: 'PARKING_TIME', price, stepSize: 60 }],
      ...(maxDurationSeconds !== undefined && { restrictions: { maxDurationSeconds } }),
    })
    const tariff = tariffOf([
      parking(0, 3_600),
      parking(2, 10_800),
      parking(3),
      { components: [{ type: 'ENERGY', price: 0, stepSize: 1 }], restrictions: { maxEnergyWh: 1_000 } },
      { components: [{ type: 'ENERGY', price: 0.2, stepSize: 1 }], restrictions: { minEnergyWh: 1_000 } },
    ])
    expect(totals(tariff, [charged(20_000, 0), parked(165)])).toEqual([730, null])
  })

  describe('with reservations', () => {
    const reserved = (minutes: number): Part => ({ kind: 'RESERVATION', minutes })
    const expired = (minutes: number): Part => ({ kind: 'RESERVATION_EXPIRED', minutes })
    const session: TariffElement = { components: [start, energy] }
    const time = (price: number, stepSize: number): PriceComponent => ({ type: 'TIME', price, vat: 20, stepSize })
    const element = (reservation: 'RESERVATION' | 'RESERVATION_EXPIRES', ...components: PriceComponent[]): TariffElement => ({
      components,
      restrictions: { reservation },
    })

    test('Tariff example with reservation price', () => {
      const tariff = tariffOf([element('RESERVATION', time(5, 60)), session])
      expect(totals(tariff, [reserved(15), charged(20_000)])).toEqual([675, 760])
    })

    test('Tariff example with reservation price and fee: 13 minutes are billed as 15', () => {
      const tariff = tariffOf([element('RESERVATION', { ...start, price: 2 }, time(5, 300)), session])
      expect(totals(tariff, [reserved(13), charged(20_000)])).toEqual([875, 1_000])
    })

    test('Tariff example with reservation price and expire fee', () => {
      const tariff = tariffOf([
        element('RESERVATION_EXPIRES', { ...start, price: 4 }),
        element('RESERVATION', time(2, 600)),
        session,
      ])
      expect(totals(tariff, [reserved(22), charged(20_000)])).toEqual([650, 730])
      expect(totals(tariff, [expired(60)])).toEqual([600, 720])
    })

    test('Tariff example with reservation time and expire time', () => {
      const tariff = tariffOf([element('RESERVATION_EXPIRES', time(6, 600)), element('RESERVATION', time(3, 600)), session])
      expect(totals(tariff, [reserved(22), charged(20_000)])).toEqual([700, 790])
      expect(totals(tariff, [expired(90)])).toEqual([900, 1_080])
    })
  })
})

describe('mod_tariffs, PriceComponent class', () => {
  test('step_size of ENERGY: 115.2 Wh are billed as 116, 125 or 500 Wh', () => {
    const billed = (stepSize: number) => priced(simple([{ ...energy, stepSize }]), [charged(116)]).lines[0]?.billedQuantity
    expect([billed(1), billed(25), billed(500)]).toEqual([116, 125, 500])
  })

  test('step_size of PARKING_TIME: 8 minutes are billed as 10', () => {
    const tariff = simple([{ type: 'PARKING_TIME', price: 6, stepSize: 300 }])
    expect(totals(tariff, [parked(8)])).toEqual([100, null])
  })

  describe('Example Tariff to explain the step_size when switching from one Tariff Element to another', () => {
    const time = (price: number, stepSize: number): PriceComponent => ({ type: 'TIME', price, stepSize })
    const parking: PriceComponent = { type: 'PARKING_TIME', price: 1, stepSize: 900 }
    const tariff = tariffOf([
      { components: [time(1.2, 1_800), parking], restrictions: { startTime: '00:00', endTime: '17:00' } },
      { components: [time(2.4, 900), parking], restrictions: { startTime: '17:00', endTime: '20:00' } },
      { components: [time(2.4, 900)], restrictions: { startTime: '20:00', endTime: '00:00' } },
    ])
    const cost = (from: string, parts: Part[]) => {
      const { lines, exclVatMinor } = priced(tariff, parts, `2026-01-05T${from}:00Z`)
      return [exclVatMinor, ...lines.map(({ type, billedQuantity, price }) => [type, billedQuantity / 60, price])]
    }

    test('switching to different Tariff Element #1', () => {
      expect(cost('16:55', [charged(1_000, 10), parked(2)])).toEqual([
        55,
        ['TIME', 5, 1.2],
        ['TIME', 5, 2.4],
        ['PARKING_TIME', 15, 1],
      ])
    })

    test('switching to different Tariff Element #2', () => {
      expect(cost('16:35', [charged(1_000, 35)])).toEqual([130, ['TIME', 25, 1.2], ['TIME', 20, 2.4]])
    })

    test('switching to Free-of-Charge Tariff Element: 8 minutes of parking before 20:00 are billed as 15, those after are free', () => {
      // The quantities are the specification's. Its amounts (0.20 + 0.60) are those of other prices than its tariff has at that time.
      expect(cost('19:40', [charged(1_000, 12), parked(20)])).toEqual([73, ['TIME', 12, 2.4], ['PARKING_TIME', 15, 1]])
    })
  })
})

describe('mod_tariffs, TariffRestrictions class', () => {
  const at = (price: number): PriceComponent[] => [{ type: 'ENERGY', price, vat: 20, stepSize: 1 }]

  test('Example: Tariff with max_power Tariff Restrictions', () => {
    const tariff = tariffOf([
      { components: at(0.2), restrictions: { maxPowerW: 16_000 } },
      { components: at(0.35), restrictions: { maxPowerW: 32_000 } },
      { components: at(0.5) },
    ])
    const { lines, exclVatMinor } = priced(tariff, [
      charged(1_000, 10),
      charged(40_000, 50),
      { minutes: 7.5, wh: 500, powerW: 4_000 },
    ])
    expect([exclVatMinor, ...lines.map((line) => line.exclVatMinor)]).toEqual([2_030, 20, 2_000, 10])
  })

  test('Example: Tariff with max_duration Tariff Restrictions', () => {
    const tariff = tariffOf([
      { components: at(0), restrictions: { maxDurationSeconds: 1_800 } },
      { components: at(0.25), restrictions: { maxDurationSeconds: 3_600 } },
      { components: at(0.4) },
    ])
    const { lines, exclVatMinor } = priced(tariff, [charged(5_000, 30), charged(1_200, 10)])
    expect([exclVatMinor, ...lines.map((line) => line.exclVatMinor)]).toEqual([30, 0, 30])
  })
})

describe('mod_cdrs, CDR object, step_size', () => {
  const time = (price: number, stepSize: number): PriceComponent => ({ type: 'TIME', price, stepSize })
  const parking = (price: number, stepSize: number): PriceComponent => ({ type: 'PARKING_TIME', price, stepSize })
  const minutes = (tariff: ReturnType<typeof simple>, parts: Part[], from?: string) =>
    priced(tariff, parts, from).lines.map(({ billedQuantity }) => billedQuantity / 60)
  const before17 = { restrictions: { endTime: '17:00' } }
  const after17 = { restrictions: { startTime: '17:00' } }

  test('21 minutes charged and 7 parked at a step of 5 are billed as 21 and 10', () => {
    expect(minutes(simple([time(6, 300), parking(6, 300)]), [charged(1_000, 21), parked(7)])).toEqual([21, 10])
  })

  test('4.3 kWh before 17:00 and 1.1 kWh after it are 5.5 kWh at a step of 500 Wh', () => {
    const kwh = (price: number): PriceComponent[] => [{ type: 'ENERGY', price, stepSize: 500 }]
    const tariff = tariffOf([
      { components: kwh(0.2), ...before17 },
      { components: kwh(0.27), ...after17 },
    ])
    const { lines, exclVatMinor } = priced(tariff, [charged(4_300, 60), charged(1_100, 30)], '2026-01-05T16:00:00Z')
    expect(lines.map(({ billedQuantity }) => billedQuantity)).toEqual([4_300, 1_200])
    expect(exclVatMinor).toBe(118)
  })

  test('6 minutes before 17:00 and 22 after it are 30 at a step of 10: 24 after it are billed', () => {
    const tariff = tariffOf([
      { components: [time(5, 600)], ...before17 },
      { components: [time(7, 600)], ...after17 },
    ])
    expect(minutes(tariff, [charged(5_000, 28)], '2026-01-05T16:54:00Z')).toEqual([6, 24])
  })

  test('21 minutes charged and 16 parked at a step of 10 are billed as 21 and 20', () => {
    expect(minutes(simple([time(1, 600), parking(2, 600)]), [charged(1_000, 21), parked(16)])).toEqual([21, 20])
  })

  test('the step of the last relevant price counts where steps differ', () => {
    const tariff = tariffOf([
      { components: [time(5, 3_600)], ...before17 },
      { components: [time(7, 60)], ...after17 },
    ])
    expect(minutes(tariff, [charged(5_000, 28.5)], '2026-01-05T16:54:00Z')).toEqual([6, 23])
  })
})
