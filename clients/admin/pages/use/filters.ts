import { dayBegins } from '../sessions/filters.ts'
import { text } from '../search.ts'

/** What a reader has chosen; it is part of the address. */
export interface UseSearch {
  station?: string | undefined
  from?: string | undefined
  until?: string | undefined
}

export const useSearchOf = (given: Record<string, unknown>): UseSearch => ({
  ...text(given, 'station'),
  ...text(given, 'from'),
  ...text(given, 'until'),
})

/** How many days are looked at when nobody says. */
const DAYS = 28

/** The days that are looked at, both in; the last four weeks by default. Local days, as date fields write them. */
export function daysOf({ from, until }: UseSearch, today: Date): { from: string; until: string } {
  const valid = (day: string | undefined) => (day !== undefined && dayBegins(day) !== null ? day : null)
  const last = valid(until) ?? dayText(today, 0)
  return { from: valid(from) ?? dayText(new Date(dayBegins(last) ?? today), 1 - DAYS), until: last }
}

/** A day, some days later, e.g. 2026-11-22. */
export function dayText(at: Date, later: number): string {
  const day = new Date(at.getFullYear(), at.getMonth(), at.getDate() + later)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
