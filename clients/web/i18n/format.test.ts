import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

describe('tokens', () => {
  let tokens: (locale: string, baseUnits: string) => string
  beforeAll(async () => {
    // What a browser has and Node has not: the language that was chosen.
    vi.stubGlobal('localStorage', { getItem: () => null })
    const { formatOf } = await import('./format.ts')
    tokens = (locale, baseUnits) => formatOf(locale).tokens(baseUnits)
  })
  afterAll(() => vi.unstubAllGlobals())

  test('are written as the language writes decimals, with two to four of them', () => {
    expect(tokens('en-GB', '2140000000000000000')).toBe('2.14 EVC')
    expect(tokens('de-DE', '1234567800000000000000')).toBe('1.234,5678 EVC')
    expect(tokens('nl-NL', '0')).toBe('0,00 EVC')
  })

  test('are never rounded up, and what is too little to write is not nothing', () => {
    expect(tokens('en-GB', '1999999999999999999')).toBe('1.9999 EVC')
    expect(tokens('en-GB', '100000000000000')).toBe('0.0001 EVC')
    expect(tokens('en-GB', '99999999999999')).toBe('< 0.0001 EVC')
  })

  test('keep every digit of sums that a number would round', () => {
    expect(tokens('en-GB', `9007199254740993${'0'.repeat(18)}`)).toBe('9,007,199,254,740,993.00 EVC')
  })
})
