import { minorDecimals } from '#lib/currency.ts'
import { type Money, Refused } from '../provider.ts'

/**
 * How Stripe counts currencies that it does not count in minor units of ISO 4217 (docs.stripe.com/currencies): so many of its units to one of
 * ISO's. ISK and UGX have no decimals, and are sent as if they had two; MGA has two in ISO, and none there.
 */
const UNITS: Readonly<Record<string, number>> = { ISK: 100, UGX: 100, MGA: 0.01 }

/** The least that Stripe charges, in minor units (the same page, “Minimum and maximum charge amounts”). */
const LEAST: Readonly<Record<string, number>> = {
  AED: 200,
  AUD: 50,
  BGN: 100,
  BRL: 50,
  CAD: 50,
  CHF: 50,
  CZK: 1500,
  DKK: 250,
  EUR: 50,
  GBP: 30,
  HKD: 400,
  HUF: 17_500,
  INR: 50,
  JPY: 50,
  MXN: 1000,
  MYR: 200,
  NOK: 300,
  NZD: 50,
  PLN: 200,
  RON: 200,
  SEK: 300,
  SGD: 50,
  THB: 1000,
  USD: 50,
}

/** Of ISO's currencies these are not on the page. */
const NOT_TAKEN: ReadonlySet<string> = new Set(
  'BOV BTN CHE CHW CLF COU CUP ERN GHS IQD IRR KPW LYD MRU MXV SDG SSP STN SVC SYP TMT USN UYI UYW VED VES XAD ZWG'.split(' '),
)

/** Of three decimals the last must be 0; of MGA there are no decimals. */
export const step = (currency: string): number => (currency === 'MGA' ? 100 : minorDecimals(currency) === 3 ? 10 : 1)

export const least = (currency: string): number => (NOT_TAKEN.has(currency) ? Infinity : (LEAST[currency] ?? step(currency)))

/** An amount in Stripe's count. What it cannot count is refused before anything is sent. */
export function counted({ amountMinor, currency }: Money): { amount: number; currency: string } {
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0 || amountMinor % step(currency) !== 0)
    throw new Refused('amount_invalid', `Stripe takes whole multiples of ${step(currency)} above 0 of ${currency}.`)
  return { amount: Math.round(amountMinor * (UNITS[currency] ?? 1)), currency: currency.toLowerCase() }
}

/** An amount of Stripe's in minor units of ISO 4217. */
export function minor(amount: number, stripeCurrency: string): Money {
  const currency = stripeCurrency.toUpperCase()
  return { amountMinor: Math.round(amount / (UNITS[currency] ?? 1)), currency }
}
