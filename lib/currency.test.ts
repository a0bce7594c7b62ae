import { describe, expect, test } from 'vitest'
import { CURRENCIES, inMajorUnits, isCurrency, minorDecimals } from './currency.ts'

/** What `Intl` shows differs from the minor unit of these, by ISO 4217. */
const SHOWN_OTHERWISE: Record<string, number> = {
  AFN: 2,
  ALL: 2,
  COP: 2,
  HUF: 2,
  IDR: 2,
  IQD: 3,
  IRR: 2,
  KPW: 2,
  LAK: 2,
  LBP: 2,
  MGA: 2,
  MMK: 2,
  PKR: 2,
  SOS: 2,
  SYP: 2,
  YER: 2,
}

test.each(Object.entries({ ...SHOWN_OTHERWISE, EUR: 2, JPY: 0, KWD: 3, CLF: 4, UYW: 4, UGX: 0, ISK: 0 }))(
  '%s has %i decimals',
  (code, decimals) => {
    expect(minorDecimals(code)).toBe(decimals)
  },
)

test('all others have the decimals that another source knows', () => {
  for (const currency of CURRENCIES.filter((code) => !(code in SHOWN_OTHERWISE))) {
    const shown = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits
    expect([currency, minorDecimals(currency)]).toEqual([currency, shown])
  }
})

test("ISO's list is whole: each code once, and nothing else passes for one", () => {
  expect(CURRENCIES).toHaveLength(165)
  expect(new Set(CURRENCIES).size).toBe(165)
  for (const code of CURRENCIES) expect(code).toMatch(/^[A-Z]{3}$/)
  // XXX is the standard's code for no currency, XTS the one for tests.
  for (const code of ['XXX', 'XTS', 'XAU', 'XDR', 'DEM', 'HRK', 'BGN', 'eur', 'EURO', '', 'toString', 'ZZZ'])
    expect(isCurrency(code)).toBe(false)
  // What the server's locale data calls current and we do not know would be missing here.
  const others = Intl.supportedValuesOf('currency').filter((code) => !isCurrency(code))
  const inUse = ['AED', 'BRL', 'CHF', 'CNY', 'GBP', 'INR', 'NGN', 'PLN', 'SLE', 'USD', 'VES', 'XCG', 'ZAR', 'ZWG']
  expect(others.filter((code) => inUse.includes(code))).toEqual([])
})

describe('in major units', () => {
  test.each([
    [1990, 'EUR', '19.90'],
    [5, 'EUR', '0.05'],
    [0, 'EUR', '0.00'],
    [-5, 'EUR', '-0.05'],
    [-199_000, 'HUF', '-1990.00'],
    [1990, 'JPY', '1990'],
    [0, 'JPY', '0'],
    [1990, 'KWD', '1.990'],
    [7, 'CLF', '0.0007'],
  ])('%i of %s are %s', (amount, currency, text) => expect(inMajorUnits(amount, currency)).toBe(text))
})
