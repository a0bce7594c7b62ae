import { expect, test } from 'vitest'
import { upperBound } from './bounds.ts'

test.each([
  [0, 100, 0.0295],
  [1, 100, 0.0466],
  [5, 50, 0.1984],
  [0, 1, 0.95],
])('%i errors of %i are at most %f, as the tables say', (errors, trials, bound) => {
  expect(upperBound(errors, trials)).toBeCloseTo(bound, 3)
})

test('nothing tried proves nothing', () => expect(upperBound(0, 0)).toBe(1))
