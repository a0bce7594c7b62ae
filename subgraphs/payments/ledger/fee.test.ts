import { expect, test } from 'vitest'
import { likeEuros } from '../scale.ts'
import { feeOf } from './fee.ts'

const rates = { feeBasisPoints: 250, vatBasisPoints: 2_100 }

test('a fee is counted half up, and its VAT of the fee', () => {
  expect(feeOf({ beforeMinor: 0, afterMinor: 1_019, ...rates })).toEqual({ feeMinor: 25, vatMinor: 5 })
  expect(feeOf({ beforeMinor: 0, afterMinor: 1_020, ...rates })).toEqual({ feeMinor: 26, vatMinor: 5 })
})

test('the fees of any steps sum to the fee of the whole, and what is taken back costs nothing', () => {
  const steps = [0, 13, 990, 991, 12_345, 12_344, 7, 0]
  let [fee, vat] = [0, 0]
  for (const [i, afterMinor] of steps.entries()) {
    const part = feeOf({ beforeMinor: steps[i - 1] ?? 0, afterMinor, ...rates })
    fee += part.feeMinor
    vat += part.vatMinor
    expect({ feeMinor: fee, vatMinor: vat }).toEqual(feeOf({ beforeMinor: 0, afterMinor, ...rates }))
  }
  expect([fee, vat]).toEqual([0, 0])
})

test('a fee is exact where a product is above 2^53', () => {
  const afterMinor = Number.MAX_SAFE_INTEGER
  expect(feeOf({ beforeMinor: 0, afterMinor, feeBasisPoints: 9_999, vatBasisPoints: 0 })).toEqual({
    feeMinor: 9_006_298_534_815_517,
    vatMinor: 0,
  })
})

test.each([
  ['EUR', 25_000],
  ['JPY', 40_000],
  ['HUF', 10_000_000],
  ['KWD', 250_000],
  ['MGA', 25_000],
])('a limit of 250 euros is counted in the minor units of %s', (currency, minor) => {
  expect(likeEuros(250, currency)).toBe(minor)
})
