import { expect, test } from 'vitest'
import { gwei } from './wei.ts'

test('wei are written as Gwei, with three digits, and what is not known stays so', () => {
  const number = (value: number, digits = 0) => value.toFixed(digits)
  expect(gwei('1500000000', number)).toBe('1.500 Gwei')
  expect(gwei('123456789012345678901', number)).toBe('123456789012.346 Gwei')
  expect(gwei(null, number)).toBeNull()
})
