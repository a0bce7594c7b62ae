import { expect, test } from 'vitest'
import { baseUnits } from '../rewards/tokens.ts'
import { permille, typedTokens } from './numbers.ts'

test('a share in per cent is a whole number of 1,000, and half a tenth stays one, so that the platform refuses it', () => {
  expect([0, 0.1, 0.7, 5, 14.3, 100].map(permille)).toEqual([0, 1, 7, 50, 143, 1_000])
  expect(permille(5.05)).toBe(50.5)
})

test.each([
  ['0', '0'],
  ['100000000000000000000', '100'],
  ['1500000000000000000', '1.5'],
  ['1', '0.000000000000000001'],
])('%s base units are typed as %s tokens, and come back the same', (units, typed) => {
  expect(typedTokens(units)).toBe(typed)
  expect(baseUnits(typed)).toBe(units)
})
