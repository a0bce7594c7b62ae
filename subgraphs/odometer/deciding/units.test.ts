import { expect, test } from 'vitest'
import { LARGEST_VALUE, metresOfRound, toMetres, toUnits } from './units.ts'

test('a mile is 1,609.344 m, rounded to the nearest metre', () => {
  expect([1, 2, 3, 1_000, 125].map((miles) => toMetres(miles, 'MI'))).toEqual([1_609, 3_219, 4_828, 1_609_344, 201_168])
  expect(toMetres(12_345, 'KM')).toBe(12_345_000)
})

test('no whole number of miles lies half-way between two metres', () => {
  // 1,609,344 mm × n modulo 1,000 repeats after 125.
  for (let miles = 0; miles < 125; miles++) expect((miles * 1_609_344) % 1_000).not.toBe(500)
})

test('metres and back are the same units', () => {
  for (const value of [0, 1, 2, 3, 99_999, 123_456, 654_321, LARGEST_VALUE])
    for (const unit of ['KM', 'MI'] as const) expect(toUnits(toMetres(value, unit), unit)).toBe(value)
  expect(toUnits(1_608, 'MI')).toBe(0)
  expect(toUnits(1_999, 'KM')).toBe(1)
})

test.each([
  [99_990, 'KM', 100_000_000],
  [999_990, 'KM', 1_000_000_000],
  [4_000, 'KM', 100_000_000],
  [99_990, 'MI', 160_934_400],
] as const)('a display that showed %s %s drops %s m when it starts again', (last, unit, metres) => {
  expect(metresOfRound(last, unit)).toBe(metres)
})
