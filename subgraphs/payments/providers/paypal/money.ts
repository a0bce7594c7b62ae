import { z } from 'zod'
import { inMajorUnits, minorDecimals } from '#lib/currency.ts'
import { Refused, type Money } from '../provider.ts'

/** What PayPal takes. https://developer.paypal.com/reports/reference/supported-currencies */
const TAKEN = new Set('AUD BRL CAD CNY CZK DKK EUR HKD HUF ILS JPY MYR MXN TWD NZD NOK PHP PLN GBP SGD SEK CHF THB USD'.split(' '))
/** Taken without decimals, whatever ISO 4217 says of them. */
const WHOLE = new Set(['HUF', 'JPY', 'TWD'])

/** Amounts are multiples of it, in minor units of ISO 4217: 1 for EUR, 100 for HUF. */
export const stepOf = (currency: string): number => (WHOLE.has(currency) ? 10 ** minorDecimals(currency) : 1)

/** The least that can be moved, in minor units; Infinity: nothing, for PayPal does not know the currency. */
export const leastOf = (currency: string): number => (TAKEN.has(currency) ? stepOf(currency) : Number.POSITIVE_INFINITY)

/** The decimal string that PayPal wants. Throws `Refused` for what it would refuse; nothing is rounded. */
export function valueOf({ amountMinor, currency }: Money): string {
  if (!TAKEN.has(currency)) throw new Refused('CURRENCY_NOT_SUPPORTED', `PayPal does not take ${currency}.`)
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0)
    throw new Refused('CANNOT_BE_ZERO_OR_NEGATIVE', 'The amount must be a positive whole number of minor units.')
  if (amountMinor % stepOf(currency) !== 0)
    throw new Refused('DECIMALS_NOT_SUPPORTED', `PayPal takes ${currency} without decimals.`)
  return WHOLE.has(currency) ? String(amountMinor / stepOf(currency)) : inMajorUnits(amountMinor, currency)
}

export const amountOf = (money: Money) => ({ currency_code: money.currency, value: valueOf(money) })

/** An amount in an answer. More digits than the currency has are no amount: nothing is rounded here either. */
export const amount = z.object({ currency_code: z.string(), value: z.string() }).transform((given, context): Money => {
  const [, sign, whole, fraction = ''] = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(given.value) ?? []
  const decimals = minorDecimals(given.currency_code)
  if (whole === undefined || !/^0*$/.test(fraction.slice(decimals))) {
    context.addIssue({ code: 'custom', message: 'no amount' })
    return z.NEVER
  }
  const minor = Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
  return { amountMinor: sign === '-' && minor > 0 ? -minor : minor, currency: given.currency_code }
})

/** Payouts name the currency otherwise. */
export const payoutAmount = z
  .object({ currency: z.string(), value: z.string() })
  .transform(({ currency, value }) => ({ currency_code: currency, value }))
  .pipe(amount)
