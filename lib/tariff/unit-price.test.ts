import { expect, test } from 'vitest'
import { inclVat } from './unit-price.ts'

test.each([
  [0.59, 21, 0.7139],
  [0.59, 19, 0.7021],
  [0.49, 0, 0.49],
  [0.49, undefined, 0.49],
  [0, 21, 0],
  [0.1, 7.7, 0.1077],
  [0.0001, 0.0001, 0.0001],
  [1.9, 5.2, 1.9988],
  [10_000, 100, 20_000],
  [0.3333, 33.3333, 0.4444],
])('%f and %s percent are %f', (price, vat, expected) => {
  const component = { type: 'ENERGY' as const, price, stepSize: 1, ...(vat !== undefined && { vat }) }
  expect(inclVat(component)).toBe(expected)
})
