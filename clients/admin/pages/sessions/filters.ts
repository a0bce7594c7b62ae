import type { ChargingSessionFilter, ChargingSessionStatus } from '../../generated/graphql.ts'
import { chosen, text } from '../search.ts'

/** What a reader has chosen; it is part of the address. Days are those of the reader's own clock. */
export interface SessionSearch {
  station?: string | undefined
  status?: ChargingSessionStatus | undefined
  held?: 'yes' | undefined
  from?: string | undefined
  until?: string | undefined
}

const STATUSES = [
  'PENDING',
  'STARTING',
  'ACTIVE',
  'SUSPENDED',
  'COMPLETED',
  'FAILED',
  'EXPIRED',
] as const satisfies readonly ChargingSessionStatus[]

export const sessionSearch = (given: Record<string, unknown>): SessionSearch => ({
  ...text(given, 'station'),
  ...chosen(given, 'status', STATUSES),
  ...chosen(given, 'held', ['yes']),
  ...text(given, 'from'),
  ...text(given, 'until'),
})

/** The beginning of a day, some days later; null where the text is no day. */
export function dayBegins(day: string, later = 0): string | null {
  const [year, month, date] = day.split('-').map(Number)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || year === undefined || month === undefined || date === undefined) return null
  // Days of 23 and 25 hours are days too: the calendar is asked, and no hours are added.
  return new Date(year, month - 1, date + later).toISOString()
}

/** The same as the graph wants it: the last day is in. */
export const sessionFilter = ({ station, status, held, from, until }: SessionSearch): ChargingSessionFilter => ({
  ...(station && { stationId: station }),
  ...(status && { status: [status] }),
  ...(held && { held: true }),
  ...(from && { from: dayBegins(from) }),
  ...(until && { until: dayBegins(until, 1) }),
})
