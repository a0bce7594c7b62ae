import type { Consumption } from './pricing.ts'
import type { ChargingPeriod, Pause } from '../tables.ts'

/**
 * How a session's time is billed. A vehicle that takes nothing (EV) parks once the grace is over; nobody pays for the grace. While we
 * throttle (EVSE) or the charger restarts (BOOT), no time is billed.
 */
export function billableTime(
  span: { startedAt: Date; until: Date; graceSeconds: number },
  pauses: readonly Pick<Pause, 'from_at' | 'to_at' | 'by'>[],
): Omit<Consumption, 'energyWh'> & { totalSeconds: number } {
  const total = Math.max(0, span.until.getTime() - span.startedAt.getTime())
  let paused = 0
  let parked = 0
  for (const { from_at, to_at, by } of pauses) {
    const length = Math.max(
      0,
      Math.min((to_at ?? span.until).getTime(), span.until.getTime()) - Math.max(from_at.getTime(), span.startedAt.getTime()),
    )
    paused += length
    if (by === 'EV') parked += Math.max(0, length - span.graceSeconds * 1000)
  }
  return {
    totalSeconds: Math.floor(total / 1000),
    chargingSeconds: Math.floor(Math.max(0, total - paused) / 1000),
    parkingSeconds: Math.floor(parked / 1000),
  }
}

/** The session as a list of periods, for the charge detail record. */
export function periodsOf(
  startedAt: Date,
  endedAt: Date,
  pauses: readonly Pick<Pause, 'from_at' | 'to_at' | 'by'>[],
): ChargingPeriod[] {
  const periods: ChargingPeriod[] = []
  let at = startedAt
  const until = (kind: ChargingPeriod['kind'], end: Date) => {
    if (end <= at) return
    periods.push({ kind, startedAt: at.toISOString(), endedAt: end.toISOString() })
    at = end
  }
  for (const { from_at, to_at, by } of pauses) {
    until('CHARGING', from_at < endedAt ? from_at : endedAt)
    until(by === 'EV' ? 'PARKING' : 'INTERRUPTED', to_at !== null && to_at < endedAt ? to_at : endedAt)
  }
  until('CHARGING', endedAt)
  return periods
}

/** A moment, or the limit if that is later. */
export const notBefore = (at: Date, limit: Date | null): Date => (limit !== null && at < limit ? limit : at)
