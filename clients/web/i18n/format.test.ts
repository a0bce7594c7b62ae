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

describe('distances', () => {
  let written: (metres: number, units: 'METRIC' | 'IMPERIAL', locale?: string) => string
  let unitsOf: (tag: string | undefined) => string
  beforeAll(async () => {
    vi.stubGlobal('localStorage', { getItem: () => null })
    const { formatOf } = await import('./format.ts')
    ;({ unitsOf } = await import('./units.ts'))
    written = (metres, units, locale = 'en-GB') => formatOf(locale, units).distance(metres)
  })
  afterAll(() => vi.unstubAllGlobals())

  test('are kilometres or miles, the short ones metres or feet', () => {
    expect([340, 1_234].map((metres) => written(metres, 'METRIC'))).toEqual(['340 m', '1.2 km'])
    expect([30, 1_609.344, 16_093.44].map((metres) => written(metres, 'IMPERIAL'))).toEqual(['100 ft', '1.0 mi', '10.0 mi'])
    expect(written(2_500, 'METRIC', 'de-DE')).toBe('2,5 km')
  })

  test('change to the larger unit where what is written has become one of it', () => {
    expect([994.9, 995, 999.6, 1_000].map((metres) => written(metres, 'METRIC'))).toEqual(['990 m', '1.0 km', '1.0 km', '1.0 km'])
    expect([157, 160, 161, 170].map((metres) => written(metres, 'IMPERIAL'))).toEqual(['520 ft', '520 ft', '0.1 mi', '0.1 mi'])
  })

  test('are miles where roads are measured in miles', () => {
    expect(['en-GB', 'en-US', 'en', 'cy-GB'].map(unitsOf)).toEqual(['IMPERIAL', 'IMPERIAL', 'IMPERIAL', 'IMPERIAL'])
    expect(['nl-NL', 'de', 'fr-CA', 'en-IE', undefined].map(unitsOf)).toEqual(['METRIC', 'METRIC', 'METRIC', 'METRIC', 'METRIC'])
  })
})

test('a share that is little is not said to be nothing', async () => {
  vi.stubGlobal('localStorage', { getItem: () => null })
  const { formatOf } = await import('./format.ts')
  vi.unstubAllGlobals()
  expect([0, 0.2, 0.5, 21, 99.7].map(formatOf('en-GB').percent)).toEqual(['0 %', '< 1 %', '1 %', '21 %', '100 %'])
})

test('a day of slots makes one formatter, however often a page is drawn', async () => {
  vi.stubGlobal('localStorage', { getItem: () => null })
  const { formatOf } = await import('./format.ts')
  const made = vi.spyOn(Intl, 'DateTimeFormat')
  const drawn = () => Array.from({ length: 96 }, (_, i) => formatOf('nl-NL').clock(new Date(i * 900_000), 'Europe/Lisbon'))
  expect(drawn()).toEqual(drawn())
  expect(drawn()[95]).toBe('00:45')
  expect(made).toHaveBeenCalledTimes(1)
  vi.unstubAllGlobals()
  made.mockRestore()
})
