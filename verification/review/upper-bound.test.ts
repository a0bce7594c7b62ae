import { expect, test } from 'vitest'
import { upperBound } from './upper-bound.ts'

// Of 0 faults the bound is 1 − 0.05^(1/n); the others are from tables of the beta distribution.
test.each([
  [0, 1, 0.95],
  [0, 59, 0.0495],
  [0, 1_000, 0.00299],
  [1, 10, 0.3942],
  [5, 100, 0.1023],
  [10, 10, 1],
])('%i faults of %i are a share of at most %f, with 95 %% confidence', (faults, count, bound) => {
  expect(upperBound(faults, count)).toBeCloseTo(bound, 3)
})

test('of very many it is a number too', () => {
  const bound = upperBound(5_000, 100_000)
  expect(bound).toBeGreaterThan(0.05)
  expect(bound).toBeLessThan(0.0513)
})
