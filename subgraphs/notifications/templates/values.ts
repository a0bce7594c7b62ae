import { inMajorUnits, minorDecimals } from '#lib/currency.ts'
import type { Params } from '../tables.ts'
import { isZone } from './reader.ts'

/** Characters of a name that stand in a text at most: a title goes into a subject and onto a lock screen. */
const LONGEST = 2_000
/** Decimals of a token's base units that are shown. */
const [TOKEN_DECIMALS, SHOWN_DECIMALS] = [18, 2]
const TOKEN = 'EVcoin'

/**
 * What the messages of a text can name, from what was kept of a fact: see `ParamsOf`. Each value that may be null has a `has…` beside it,
 * which is yes or no. Instants are in the zone of the place where there is one, and say which zone that is if it is not the reader's.
 */
export function valuesOf(params: Params, locale: string, readerZone: string | null): Record<string, string | number> {
  const { stationZone } = params
  const zone = [stationZone, readerZone].find((each): each is string => typeof each === 'string' && isZone(each))
  const named = zone === undefined || (zone !== readerZone && isZone(readerZone))
  const values: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(params)) {
    const key = name.replace(/(Minor|Wh|Units)$/, '')
    values[`has${key.charAt(0).toUpperCase()}${key.slice(1)}`] = value === null ? 'no' : 'yes'
    if (value === null) values[key] = ''
    else if (/(At|Until)$/.test(name)) {
      const at = new Date(String(value))
      // Said in the words of `Date` it would be "Invalid Date" in a mail.
      if (Number.isNaN(at.getTime())) throw new RangeError(`${name} is no instant`)
      const shown = { timeZone: zone ?? 'UTC', ...(named && { timeZoneName: 'short' as const }) }
      values[name] = days(locale, { ...DAY, ...TIME, ...shown }).format(at)
      values[`${name}Time`] = days(locale, { ...TIME, ...shown }).format(at)
    } else if (name.endsWith('Minor')) values[key] = money(Number(value), String(params['currency']), locale)
    else if (name.endsWith('Wh')) values[key] = `${numbers(locale, { maximumFractionDigits: 2 }).format(Number(value) / 1000)} kWh`
    else if (name.endsWith('Units')) values[key] = tokens(String(value), locale)
    else
      values[name] =
        typeof value === 'boolean'
          ? value
            ? 'yes'
            : 'no'
          : typeof value === 'string'
            ? name === 'body'
              ? lines(value)
              : clean(value)
            : value
  }
  return values
}

/** What an admin has written in paragraphs stays so: no header takes it. */
const lines = (text: string): string =>
  text
    .split(/\r\n?|\n/)
    .map(clean)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .slice(0, LONGEST)
    .trim()

const DAY = { weekday: 'long', day: 'numeric', month: 'long' } as const
const TIME = { hour: '2-digit', minute: '2-digit' } as const

/** An amount by the decimals of ISO 4217: those of `Intl` would show 199.00 HUF as 199. */
function money(minor: number, currency: string, locale: string): string {
  const decimals = minorDecimals(currency)
  const format = { style: 'currency', currency, minimumFractionDigits: decimals, maximumFractionDigits: decimals } as const
  // As text, since a number would lose digits.
  return numbers(locale, format).format(inMajorUnits(minor, currency) as Intl.StringNumericLiteral)
}

/** Base units as tokens. What is less than is shown is cut off: nobody reads of more than they have. */
function tokens(units: string, locale: string): string {
  const shown = BigInt(units) / 10n ** BigInt(TOKEN_DECIMALS - SHOWN_DECIMALS)
  const digits = shown.toString().padStart(SHOWN_DECIMALS + 1, '0')
  const amount = `${digits.slice(0, -SHOWN_DECIMALS)}.${digits.slice(-SHOWN_DECIMALS)}`
  const format = numbers(locale, { maximumFractionDigits: SHOWN_DECIMALS })
  return `${format.format(amount as Intl.StringNumericLiteral)} ${TOKEN}`
}

/**
 * What people have written, on one line: a line break would end a header, and marks that turn the direction of writing would show the rest
 * of our sentence backwards.
 */
export const clean = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
    .slice(0, LONGEST)
    .toWellFormed()
    .trim()

/** Formats are slow to make. There are as many as locales and zones, so that they are let go at times. */
const MOST = 500
const kept = new Map<string, unknown>()
function keep<T>(make: () => T, ...key: unknown[]): T {
  const name = JSON.stringify(key)
  // Kept under the name of what made it.
  const known = kept.get(name) as T | undefined
  if (known !== undefined) return known
  if (kept.size >= MOST) kept.clear()
  const made = make()
  kept.set(name, made)
  return made
}

const days = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  keep(() => new Intl.DateTimeFormat(locale, options), 'day', locale, options)
const numbers = (locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  keep(() => new Intl.NumberFormat(locale, options), 'number', locale, options)
