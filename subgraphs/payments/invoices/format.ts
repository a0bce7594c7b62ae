import { inMajorUnits, minorDecimals } from '#lib/currency.ts'
import type { InvoiceLine } from './invoice-data.ts'
import type { Labels } from './labels.ts'

/** Amounts, days and quantities as people of a language write them. */
export const formatsOf = ({ locale, hour, items, purposes }: Labels, currency: string) => {
  const decimals = minorDecimals(currency)
  // Amounts keep the decimals of ISO 4217: those of `Intl` would show 199.00 HUF as 199.
  const money = (most: number) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: decimals,
      maximumFractionDigits: Math.max(decimals, most),
    })
  const [amounts, prices] = [money(decimals), money(6)]
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 })
  const days = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' })
  const day = (date: string) => days.format(new Date(`${date}T00:00:00Z`))
  return {
    amount: (minor: number) => amounts.format(inMajorUnits(minor, currency) as Intl.StringNumericLiteral),
    percent: (value: number) => percents.format(value / 100),
    day,
    days: (from: string, to: string) => (from === to ? day(from) : `${day(from)} – ${day(to)}`),
    item: ({ item, purpose }: InvoiceLine) => (purpose ? `${purposes[purpose]}: ${items[item]}` : items[item]),
    quantity: ({ item, quantity }: InvoiceLine) =>
      item === 'ENERGY' ? `${numbers.format(quantity / 1000)} kWh` : isTime(item) ? clock(quantity) : numbers.format(quantity),
    price: ({ item, price }: InvoiceLine) =>
      `${prices.format(price as Intl.StringNumericLiteral)}${item === 'ENERGY' ? ' / kWh' : isTime(item) ? ` / ${hour}` : ''}`,
  }
}

export const isTime = (item: InvoiceLine['item']): boolean => item === 'TIME' || item === 'PARKING_TIME'

/** Seconds as "1:05:00". */
function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
