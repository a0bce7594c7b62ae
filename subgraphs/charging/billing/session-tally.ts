import { counted, opened, type Tally } from '#lib/tariff/tally.ts'
import type { Segment } from '#lib/tariff/segment.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import type { KeptTally, Pause, Session } from '../tables.ts'
import { secondsOf, segmentsOf, type EnergyPoint } from './timeline.ts'

/** A register of a session, as it was read. */
export interface Reading {
  at: Date
  register_wh: number
}

/** By what a session is priced. */
export interface Terms {
  tariff: TariffData
  zone: string
  graceSeconds: number
}

/** A tally of a session that has begun, before anything of it is counted but the time for which its EVSE was kept for it. */
export const emptyTally = ({ tariff, zone }: Terms, startedAt: Date, reservedFrom: Date | null): KeptTally => ({
  ...counted(tariff, zone, opened(tariff, zone, secondsOf(startedAt)), keptBefore(startedAt, reservedFrom)),
  at: startedAt.getTime() - 1,
  paused: '0 0',
  whole: false,
})

/** Who begins before their slot does has kept nobody away. */
const keptBefore = (startedAt: Date, reservedFrom: Date | null): Segment[] =>
  reservedFrom !== null && reservedFrom < startedAt
    ? [{ kind: 'RESERVATION', from: secondsOf(reservedFrom), to: secondsOf(startedAt), energyWh: 0, powerW: null }]
    : []

/**
 * Counts readings that came after those of a tally. The energy is that of the session: a reading that shows more is a faulty one, and where
 * readings show less, because not all are kept, the rest is counted at the end.
 */
export function countedOn(
  terms: Terms,
  session: Session,
  kept: KeptTally,
  readings: readonly Reading[],
  until: Date,
  pauses: readonly Pause[],
): KeptTally {
  const start =
    session.meter_start_wh ??
    (session.high_register_wh === null ? (readings[0]?.register_wh ?? 0) : session.high_register_wh - session.energy_wh)
  const horizon = Math.max(kept.startedAt, secondsOf(kept.at))
  const points: EnergyPoint[] = [{ at: horizon, energyWh: kept.energyWh }]
  let [at, energyWh] = [kept.at, kept.energyWh]
  for (const reading of readings) {
    const wh = reading.register_wh - start
    if (wh > session.energy_wh) continue
    at = reading.at.getTime()
    energyWh = Math.max(energyWh, wh)
    points.push({ at: Math.max(horizon, secondsOf(reading.at)), energyWh })
  }
  // After the end nothing more comes: the rest of the time had the rest of the energy.
  if (session.energy_wh > energyWh || session.status === 'COMPLETED') {
    at = until.getTime()
    points.push({ at: secondsOf(until), energyWh: session.energy_wh })
  }
  const segments = segmentsOf(points, terms.graceSeconds, pauses)
  return {
    ...counted(terms.tariff, terms.zone, kept, segments),
    at,
    paused: pausedUntil(at, pauses),
    whole: session.status === 'COMPLETED',
  }
}

/**
 * The tally up to a moment after its last reading. What flowed since then is not known yet, nor at which power; `guessedWh` is what may have.
 */
export function tallyAt(terms: Terms, kept: KeptTally, until: Date, pauses: readonly Pause[], guessedWh = 0): Tally {
  const horizon = Math.max(kept.startedAt, secondsOf(kept.at))
  if (secondsOf(until) <= horizon) return kept
  const points = [
    { at: horizon, energyWh: kept.energyWh },
    { at: secondsOf(until), energyWh: kept.energyWh + guessedWh },
  ]
  const rest = segmentsOf(points, terms.graceSeconds, pauses).map((segment) =>
    segment.kind === 'CHARGING' && guessedWh === 0 ? { ...segment, powerW: null } : segment,
  )
  return counted(terms.tariff, terms.zone, kept, rest)
}

/** Tells whether pauses before a moment are those with which a tally was counted: a charger may report one late. */
export function pausedUntil(at: number, pauses: readonly Pause[]): string {
  let [ev, other] = [0, 0]
  for (const { from_at, to_at, by } of pauses) {
    const length = Math.max(0, Math.min(to_at?.getTime() ?? at, at) - from_at.getTime())
    if (by === 'EV') ev += length
    else other += length
  }
  return `${ev} ${other}`
}
