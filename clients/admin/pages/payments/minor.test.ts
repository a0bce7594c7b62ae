import { expect, test } from 'vitest'
import { minorUnits } from './minor.ts'

test.each([
  ['3.50', 2, 350],
  ['3,5', 2, 350],
  ['12', 0, 12],
  ['0.07', 2, 7],
])('%j with %i decimals is %i minor units', (typed, digits, minor) => {
  expect(minorUnits(typed, digits)).toBe(minor)
})

test.each([
  ['3.505', 2],
  ['1.5', 0],
  ['-1', 2],
  ['', 2],
  ['1.000,00', 2],
])('%j with %i decimals is no amount', (typed, digits) => {
  expect(minorUnits(typed, digits)).toBeNull()
})
