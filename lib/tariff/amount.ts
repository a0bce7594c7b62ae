import { minorDecimals } from '../currency.ts'
import type { PriceLimit } from './tariff.ts'

/** Prices and VAT have at most six decimals. */
const SCALE = 1_000_000n
const scaled = (value: number): bigint => BigInt(Math.round(value * Number(SCALE)))

/** A multiple of Wh in a kWh and of seconds in an hour: amounts of all types are exact in its parts. */
const UNITS = 18_000n
const HUNDRED = 100n * SCALE

/** Parts of a major unit in which every amount is whole: nothing is rounded before the end. */
const ONE = SCALE * UNITS * HUNDRED

/** An exact amount of money, in parts of a major unit. */
export interface Amount {
  excl: bigint
  /** Null: something is to be paid to which no VAT applies, so OCPI knows no price with VAT. */
  incl: bigint | null
}

export const NOTHING: Amount = { excl: 0n, incl: 0n }

/** A price for so many of its unit's parts, of which `perUnit` make a unit: 1,000 Wh a kWh, 3,600 seconds an hour. */
export function amountOf(price: number, vat: number | undefined, quantity: number, perUnit: 1 | 1_000 | 3_600): Amount {
  const net = scaled(price) * BigInt(quantity) * (UNITS / BigInt(perUnit))
  return { excl: net * HUNDRED, incl: vat === undefined && net > 0n ? null : net * (HUNDRED + scaled(vat ?? 0)) }
}

export const plus = (a: Amount, b: Amount): Amount => ({
  excl: a.excl + b.excl,
  incl: a.incl === null || b.incl === null ? null : a.incl + b.incl,
})

export const minus = (a: Amount, b: Amount): Amount => ({
  excl: a.excl - b.excl,
  incl: a.incl === null || b.incl === null ? null : a.incl - b.incl,
})

/**
 * An amount, not below or above a limit. Both of its sides hold by themselves (OCPI, notes on min_price and max_price). Where the limit has
 * no side with VAT, the VAT follows in proportion.
 */
export function limited(amount: Amount, limit: PriceLimit, beyond: 'BELOW' | 'ABOVE'): Amount {
  const bound = (value: bigint, at: bigint) => ((beyond === 'BELOW' ? value < at : value > at) ? at : value)
  const excl = bound(amount.excl, scaled(limit.exclVat) * UNITS * HUNDRED)
  if (amount.incl === null) return { excl, incl: null }
  if (limit.inclVat !== undefined) return { excl, incl: bound(amount.incl, scaled(limit.inclVat) * UNITS * HUNDRED) }
  return { excl, incl: amount.excl === 0n ? null : (amount.incl * excl) / amount.excl }
}

/** Minor units of a currency, rounded half up. */
export const inMinorUnits = (amount: bigint, currency: string): number =>
  Number((2n * amount * 10n ** BigInt(minorDecimals(currency)) + ONE) / (2n * ONE))
