import { expect, test } from 'vitest'
import { sumOf } from './sum.ts'

test('amounts are added without losing a cent, in currencies with and without one', () => {
  expect(sumOf(['0.10', '0.20'])).toBe('0.30')
  expect(sumOf(['0.01'])).toBe('0.01')
  expect(sumOf(['9007199254740993.01', '0.01'])).toBe('9007199254740993.02')
  expect(sumOf(['150', '50'])).toBe('200')
  expect(sumOf([])).toBe('0')
})
