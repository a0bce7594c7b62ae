import { describe, expect, test } from 'vitest'
import { CURRENCIES, minorDecimals } from '../currency.ts'
import { payable } from './cost.ts'
import { priced, simple, tariffOf, totals, type Part } from './tariff.fixture.ts'
import type { PriceComponent } from './tariff.ts'

const energy: PriceComponent = { type: 'ENERGY', price: 0.25, vat: 10, stepSize: 1 }
const start: PriceComponent = { type: 'FLAT', price: 0.5, vat: 20, stepSize: 1 }
const charged = (wh: number, minutes = 60): Part => ({ minutes, wh })
const parked = (minutes: number): Part => ({ kind: 'PARKING', minutes })

describe('step sizes of time', () => {
  const time: PriceComponent = { type: 'TIME', price: 6, stepSize: 300 }
  const parking: PriceComponent = { type: 'PARKING_TIME', price: 6, stepSize: 300 }
  const minutes = (components: PriceComponent[], ...parts: Part[]) =>
    priced(simple(components), parts).lines.map(({ billedQuantity }) => billedQuantity / 60)

  test('without parking, charging is rounded up', () => {
    expect(minutes([time], charged(0, 21))).toEqual([25])
  })
  test('parking without a price does not take the step from charging', () => {
    expect(minutes([time], charged(0, 21), parked(7))).toEqual([25])
  })
  test('parking that comes before charging takes the step all the same', () => {
    expect(minutes([time, parking], parked(7), charged(0, 21))).toEqual([10, 21])
  })
  test('a step of 0 rounds nothing: a free tariff of the examples has it', () => {
    const free = simple((['ENERGY', 'TIME'] as const).map((type) => ({ type, price: 0, stepSize: 0 })))
    const { lines, exclVatMinor } = priced(free, [charged(1_234, 21)])
    expect([lines.map(({ billedQuantity }) => billedQuantity), exclVatMinor]).toEqual([[1_234, 21 * 60], 0])
  })
  test('what is not billed is not rounded', () => {
    expect(minutes([time, parking], charged(0, 20), { kind: 'UNBILLED', minutes: 3 })).toEqual([20])
  })
})

describe('VAT', () => {
  test('none is not 0 percent: there is no price with VAT, and the price without is what is paid', () => {
    const none = priced(simple([{ type: 'ENERGY', price: 0.25, stepSize: 1 }]), [charged(20_000)])
    const zero = priced(simple([{ ...energy, vat: 0 }]), [charged(20_000)])
    expect(none).toMatchObject({ exclVatMinor: 500, inclVatMinor: null, lines: [{ vat: null, inclVatMinor: null }] })
    expect(zero).toMatchObject({ exclVatMinor: 500, inclVatMinor: 500, lines: [{ vat: 0, inclVatMinor: 500 }] })
    expect([payable(none), payable(zero)]).toEqual([500, 500])
  })
  test('a bill of which one line has none has no total with VAT', () => {
    expect(totals(simple([energy, { type: 'FLAT', price: 1, stepSize: 1 }]), [charged(20_000)])).toEqual([600, null])
  })
})

describe('the least and the most that a session costs', () => {
  test('hold by themselves without VAT and with it (OCPI, notes on min_price and max_price)', () => {
    const tariff = simple([start, { ...energy, vat: 0 }], { maxPrice: { exclVat: 10, inclVat: 10.05 } })
    // 9.80 without VAT is allowed, 9.90 with it too; 10.00 and 10.10 are one cent of VAT too much.
    expect(totals(tariff, [charged(37_200)])).toEqual([980, 990])
    expect(totals(tariff, [charged(38_000)])).toEqual([1_000, 1_005])
    expect(totals(tariff, [charged(90_000)])).toEqual([1_000, 1_005])
  })
  test('are a line of the bill, which adds up', () => {
    const limits = { minPrice: { exclVat: 1, inclVat: 1.1 }, maxPrice: { exclVat: 3, inclVat: 3.3 } }
    const lines = (wh: number) =>
      priced(simple([energy], limits), [charged(wh)]).lines.map(({ type, exclVatMinor, inclVatMinor }) => [
        type,
        exclVatMinor,
        inclVatMinor,
      ])
    expect(lines(1_000)).toEqual([
      ['ENERGY', 25, 28],
      ['MIN_PRICE', 75, 82],
    ])
    expect(lines(8_000)).toEqual([['ENERGY', 200, 220]])
    expect(lines(20_000)).toEqual([
      ['ENERGY', 500, 550],
      ['MAX_PRICE', -200, -220],
    ])
  })
  test('without a price with VAT have the VAT follow in proportion; where no VAT applies there is none', () => {
    expect(totals(simple([energy], { maxPrice: { exclVat: 2 } }), [charged(20_000)])).toEqual([200, 220])
    expect(
      totals(simple([{ ...energy, vat: undefined } as unknown as PriceComponent], { minPrice: { exclVat: 2 } }), [charged(0)]),
    ).toEqual([200, null])
  })
  test('have no price with VAT where something is to be paid to which none applies', () => {
    const untaxed: PriceComponent = { type: 'ENERGY', price: 0.25, stepSize: 1 }
    for (const maxPrice of [{ exclVat: 2 }, { exclVat: 2, inclVat: 2.2 }])
      for (const components of [[untaxed], [start, untaxed]]) {
        const { exclVatMinor, inclVatMinor, lines } = priced(simple(components, { maxPrice }), [charged(20_000)])
        expect([exclVatMinor, inclVatMinor, lines.at(-1)?.type, lines.at(-1)?.inclVatMinor]).toEqual([200, null, 'MAX_PRICE', null])
      }
  })
  test('the least is to be paid although nothing was charged, and is free where nothing says so', () => {
    expect(totals(simple([energy], { minPrice: { exclVat: 0.5, inclVat: 0.55 } }), [])).toEqual([50, 55])
    expect(totals(simple([energy]), [])).toEqual([0, 0])
  })
})

test('a cap on parking caps the parking and nothing else', () => {
  const parking: PriceComponent = { type: 'PARKING_TIME', price: 6, vat: 20, stepSize: 60 }
  const tariff = simple([energy, parking], { idle: { cap: { exclVat: 4, inclVat: 4.8 } } })
  expect(totals(tariff, [charged(20_000), parked(30)])).toEqual([800, 910])
  expect(totals(tariff, [charged(20_000), parked(90)])).toEqual([900, 1_030])
  expect(priced(tariff, [charged(20_000), parked(90)]).lines.at(-1)).toMatchObject({
    type: 'IDLE_CAP',
    exclVatMinor: -500,
    inclVatMinor: -600,
  })
})

test('energy that flows while a vehicle parks is paid', () => {
  expect(totals(simple([energy]), [charged(10_000), { kind: 'PARKING', minutes: 30, wh: 4_000 }])).toEqual([350, 385])
})

test('of prices that come and go without end so many lines are made, and the step is still that of the price used last', () => {
  const fast: PriceComponent = { type: 'ENERGY', price: 0.5, stepSize: 1 }
  const slow: PriceComponent = { type: 'ENERGY', price: 0.25, stepSize: 100_000 }
  const tariff = tariffOf([{ components: [fast], restrictions: { minPowerW: 10_000 } }, { components: [slow] }])
  const part = (powerW: number): Part => ({ minutes: 1, wh: 100, powerW })
  const changes = Array.from({ length: 51 }, (_, i) => part(i % 2 === 0 ? 20_000 : 5_000))
  const { lines, exclVatMinor } = priced(tariff, changes)
  expect(lines.length).toBeLessThanOrEqual(30)
  // 26 times 100 Wh are fast, the last of them too, and 25 times slow.
  expect([lines.reduce((wh, { billedQuantity }) => wh + billedQuantity, 0), exclVatMinor]).toEqual([5_100, 130 + 63])
  const slower = priced(tariff, [...changes, part(5_000)])
  expect(slower.lines.reduce((wh, { billedQuantity }) => wh + billedQuantity, 0)).toBe(100_000)
})

describe('reckoning', () => {
  test('is exact where floating point is not: 1.005 rounds half up', () => {
    expect(totals(simple([{ type: 'FLAT', price: 1.005, vat: 0, stepSize: 1 }]), [])).toEqual([101, 101])
    expect(totals(simple([{ type: 'ENERGY', price: 0.1, vat: 0, stepSize: 1 }]), [charged(300)])).toEqual([3, 3])
  })
  test('the lines add up to the total, which is rounded once', () => {
    const thirds = Array.from({ length: 9 }, (_, i) => ({
      components: [{ type: 'ENERGY' as const, price: 0.3333 + i / 10_000, vat: 19, stepSize: 1 }],
      restrictions: { maxEnergyWh: 10 * (i + 1) },
    }))
    const { lines, exclVatMinor, inclVatMinor } = priced(tariffOf(thirds), [charged(90)])
    expect(lines.length).toBe(9)
    expect(lines.reduce((sum, line) => sum + line.exclVatMinor, 0)).toBe(exclVatMinor)
    expect(lines.reduce((sum, line) => sum + (line.inclVatMinor ?? 0), 0)).toBe(inclVatMinor)
    // 3.0357 cents: nine lines rounded by themselves would be 0 cents.
    expect([exclVatMinor, inclVatMinor]).toEqual([3, 4])
  })
  test.each([
    [['AFN', 'ALL', 'COP', 'HUF', 'IDR', 'IRR', 'KPW', 'LAK', 'LBP', 'MGA', 'MMK', 'PKR', 'SOS', 'SYP', 'YER'], 199_000],
    [['IQD', 'KWD'], 1_990_000],
    [['JPY', 'UGX'], 1_990],
    [['CLF'], 19_900_000],
    // Withdrawn since its tariff was saved.
    [['HRK'], 199_000],
  ])('10 kWh at 199 %s are %i minor units', (currencies, minor) => {
    const price: PriceComponent = { type: 'ENERGY', price: 199, stepSize: 1 }
    for (const currency of currencies)
      expect([currency, priced(simple([price], { currency }), [charged(10_000)]).exclVatMinor]).toEqual([currency, minor])
  })

  test('every currency of ISO 4217 has a bill that adds up', () => {
    const components: PriceComponent[] = [start, energy, { type: 'TIME', price: 1.1111, vat: 7.7, stepSize: 60 }]
    for (const currency of CURRENCIES) {
      const { lines, exclVatMinor } = priced(simple(components, { currency }), [charged(12_345, 72.5)])
      expect(lines.reduce((sum, line) => sum + line.exclVatMinor, 0)).toBe(exclVatMinor)
      const exact = 0.5 + 0.25 * 12.345 + 1.1111 * (4_380 / 3_600)
      expect(Math.abs(exclVatMinor - exact * 10 ** minorDecimals(currency))).toBeLessThanOrEqual(0.5 + 1e-6)
    }
  })

  test('minor units are the currency’s: none in yen, thousandths in dinar', () => {
    const of = (currency: string) =>
      priced(simple([{ type: 'ENERGY', price: 50, vat: 0, stepSize: 1 }], { currency }), [charged(1_000)]).exclVatMinor
    expect([of('JPY'), of('EUR'), of('KWD')]).toEqual([50, 5_000, 50_000])
  })
  test('of each type the first component counts', () => {
    expect(totals(simple([energy, { ...energy, price: 99 }]), [charged(20_000)])).toEqual([500, 550])
    expect(
      totals(tariffOf([{ components: [energy] }, { components: [{ ...energy, price: 99 }, start] }]), [charged(20_000)]),
    ).toEqual([550, 610])
  })
  test('a cost never falls while a session goes on', () => {
    const components: PriceComponent[] = [start, { ...energy, stepSize: 250 }, { type: 'TIME', price: 1.2, vat: 19, stepSize: 60 }]
    let before = 0
    for (let minute = 0; minute < 240; minute++) {
      const [, now] = totals(simple(components), [charged(minute * 137, minute)])
      expect(now).toBeGreaterThanOrEqual(before)
      before = now ?? 0
    }
  })
})
