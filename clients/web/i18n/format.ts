import { language } from './language.ts'
import { units, type Units } from './units.ts'

/** Numbers, money and times as people of the chosen language write them. The only place that asks Intl. */
export function useFormat() {
  return formatOf(LOCALES[language.use()], units.use())
}

/** English is that of Europe: days before months, 24 hours. */
export const LOCALES = { en: 'en-GB', nl: 'nl-NL', de: 'de-DE', fr: 'fr-FR' } as const

/** To make one takes a hundred times as long as to use it, and a page of slots or a log uses hundreds. */
function kept<Options, Made>(make: (locale: string, options: Options) => Made) {
  const made = new Map<string, Made>()
  return (locale: string, options: Options): Made => {
    const key = locale + JSON.stringify(options)
    const found = made.get(key) ?? make(locale, options)
    made.set(key, found)
    return found
  }
}
const numbers = kept((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options))
const times = kept((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options))

export function formatOf(locale: string, distances: Units = 'METRIC') {
  const number = (value: number, digits = 0) =>
    numbers(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
  const time = (at: string | Date, options: Intl.DateTimeFormatOptions) => times(locale, options).format(new Date(at))
  // What is rounded decides: 999.6 m are a kilometre, and not a thousand metres.
  const kilometres = (metres: number) => (tens(metres) < 1000 ? `${number(tens(metres))} m` : `${number(metres / 1000, 1)} km`)
  const miles = (metres: number) =>
    tens(metres / FOOT_M) < MILE_FT / 10 ? `${number(tens(metres / FOOT_M))} ft` : `${number(metres / MILE_M, 1)} mi`
  return {
    number,
    /** The graph's own decimals: it knows how many a currency has. */
    money: ({ amount, currency }: { amount: string; currency: string }) => {
      const digits = amount.split('.')[1]?.length ?? 0
      const style = { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const
      // A string keeps what a number would round.
      return numbers(locale, style).format(amount as Intl.StringNumericLiteral)
    },
    /** Tokens from their base units (10^18 to one): cut after four decimals, never rounded up to what nobody has. */
    tokens: (baseUnits: string) => {
      const tenThousandths = (BigInt(baseUnits) / 10n ** 14n).toString().padStart(5, '0')
      const written = (decimal: string) =>
        `${numbers(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 }).format(decimal as Intl.StringNumericLiteral)} EVC`
      if (BigInt(tenThousandths) === 0n && BigInt(baseUnits) > 0n) return `< ${written('0.0001')}`
      return written(`${tenThousandths.slice(0, -4)}.${tenThousandths.slice(-4)}`)
    },
    /** A price of one unit: as many decimals as it has, two at least. */
    price: (value: number, currency: string) =>
      numbers(locale, { style: 'currency', currency, minimumFractionDigits: 2, maximumFractionDigits: 4 }).format(value),
    kWh: (wattHours: number) => `${number(wattHours / 1000, wattHours < 100_000 ? 2 : 0)} kWh`,
    /** It stands in headings that break on a phone: the unit stays with its number. */
    kW: (watts: number) => `${number(watts / 1000, watts % 1000 === 0 ? 0 : 1)}\u00a0kW`,
    /** Whole ones; what is little is not said to be nothing. */
    percent: (value: number) => (value > 0 && value < 0.5 ? '< 1 %' : `${number(value)} %`),
    /** A full hour of the day, 0 to 23. */
    hourOfDay: (hour: number) => time(new Date(2026, 0, 1, hour), { hour: '2-digit', minute: '2-digit' }),
    megabytes: (bytes: number) => `${number(bytes / 1e6, bytes < 10e6 ? 2 : 0)} MB`,
    /** Where the platform itself reckons in kilometres. */
    kilometres,
    /** In kilometres or miles, as the reader is used to. */
    distance: (metres: number) => (distances === 'IMPERIAL' ? miles(metres) : kilometres(metres)),
    /** Hours and minutes; `timeZone` for a place, the reader's own without. */
    clock: (at: string | Date, timeZone?: string) =>
      time(at, { hour: '2-digit', minute: '2-digit', ...(timeZone && { timeZone }) }),
    day: (at: string | Date, timeZone?: string) =>
      time(at, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', ...(timeZone && { timeZone }) }),
    /** Without the year: places of an axis. */
    dayAndMonth: (at: string | Date, timeZone?: string) =>
      time(at, { day: 'numeric', month: 'short', ...(timeZone && { timeZone }) }),
    /** So long, in minutes and seconds. */
    minutes: (seconds: number) => `${number(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`,
    /** A month as the graph names it: 2026-11. */
    month: (month: string) => time(`${month}-15T12:00:00Z`, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    /** The month in which a card ends, as on the card: 12/2029. */
    cardMonth: (on: string) => time(on, { month: '2-digit', year: 'numeric', timeZone: 'UTC' }),
    /** To the second: what follows what in a log. */
    moment: (at: string | Date, timeZone?: string) =>
      time(at, {
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        ...(timeZone && { timeZone }),
      }),
    dayAndClock: (at: string | Date, timeZone?: string) =>
      time(at, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', ...(timeZone && { timeZone }) }),
  }
}

const MILE_M = 1609.344
const FOOT_M = 0.3048
const MILE_FT = 5_280

const tens = (value: number) => Math.round(value / 10) * 10

export type Format = ReturnType<typeof formatOf>

/** The day of a place's own clock, e.g. 2026-11-22: as the graph and date fields write it. */
export function dayIn(timeZone: string, at: Date): string {
  const parts = times('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** Every time zone that the browser knows, by its IANA name. */
export const timeZones = (): string[] => Intl.supportedValuesOf('timeZone')

/** The time zone of the reader's device. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone
