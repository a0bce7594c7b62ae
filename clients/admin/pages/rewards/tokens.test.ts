import { expect, test } from 'vitest'
import { baseUnits } from './tokens.ts'

test.each([
  ['1', '1000000000000000000'],
  ['1.5', '1500000000000000000'],
  ['0,000000000000000001', '1'],
  ['0', '0'],
  [' 12 ', '12000000000000000000'],
])('%j tokens are %s base units', (typed, units) => {
  expect(baseUnits(typed)).toBe(units)
})

test.each(['', '1.2.3', '-1', '1e3', '0.0000000000000000001'])('%j is left to the platform, which refuses it', (typed) => {
  expect(baseUnits(typed)).toBe(typed)
})
