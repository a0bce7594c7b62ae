import { expect, test } from 'vitest'
import { isBelow, readingFor } from './below-last.ts'

test.each([
  ['9,999 km after 10,000 km', { value: 9_999, unit: 'KM' }, { value: 10_000, unit: 'KM' }, true],
  ['the same', { value: 10_000, unit: 'KM' }, { value: 10_000, unit: 'KM' }, false],
  ['6,214 miles after 10,000 km', { value: 6_214, unit: 'MI' }, { value: 10_000, unit: 'KM' }, false],
  ['6,213 miles after 10,000 km, which may be the same place', { value: 6_213, unit: 'MI' }, { value: 10_000, unit: 'KM' }, false],
  ['6,212 miles after 10,000 km', { value: 6_212, unit: 'MI' }, { value: 10_000, unit: 'KM' }, true],
  ['10,000 km after 10,000 miles', { value: 10_000, unit: 'KM' }, { value: 10_000, unit: 'MI' }, true],
] as const)('%s: whether it is below', (_what, one, last, below) => {
  expect(isBelow(one, last)).toBe(below)
})

test('the digit of tenths leaves the field, and comes back; what was typed stays', () => {
  expect(readingFor(true, '123456', 123_456)).toBe('12345')
  expect(readingFor(false, '12345', 123_456)).toBe('123456')
  expect(readingFor(true, '777', 123_456)).toBe('777')
  expect(readingFor(true, '', null)).toBe('')
})
