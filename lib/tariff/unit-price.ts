import type { PriceComponent } from './tariff.ts'

/** Prices and VAT have four decimals. A price with VAT is given with six, because floats can hold no more exactly. */
const [PRICE, PERCENT] = [10_000n, 10_000n]
const MILLIONTHS = 1_000_000n

/** What a driver pays for one unit, in major units: with VAT if there is any, rounded half up to the sixth decimal. */
export function inclVat({ price, vat }: Pick<PriceComponent, 'price' | 'vat'>): number {
  if (vat === undefined) return price
  const exact = BigInt(Math.round(price * Number(PRICE))) * (100n * PERCENT + BigInt(Math.round(vat * Number(PERCENT))))
  const unit = PRICE * 100n * PERCENT
  return Number((2n * exact * MILLIONTHS + unit) / (2n * unit)) / Number(MILLIONTHS)
}
