import { timesOfDay } from './local-time.ts'
import type { Borders } from './restrictions.ts'

/**
 * What a stretch of a session was. Nothing but energy is billed while it is UNBILLED: in the grace, while we throttle, while the charger
 * restarts. A reservation comes before the session, or expires without one.
 */
export type SegmentKind = 'CHARGING' | 'PARKING' | 'UNBILLED' | 'RESERVATION' | 'RESERVATION_EXPIRED'

/** A stretch of a session in which one thing happened, at one power. Energy flows evenly in it. */
export interface Segment {
  kind: SegmentKind
  /** Whole seconds of the epoch. */
  from: number
  to: number
  /** Energy of this stretch. */
  energyWh: number
  /** Null: not known. */
  powerW: number | null
  /** The sum of all phases, where it is known. */
  currentA?: number
}

/** A stretch in which the same elements of a tariff hold throughout. */
export interface Piece {
  from: number
  to: number
  /** Energy of the session at its start and end. */
  fromWh: number
  toWh: number
}

/**
 * A segment in pieces, cut wherever an element of the tariff begins or ceases to hold. The energy at a cut is interpolated, as OCPI allows
 * (mod_cdrs, ChargingPeriod), to whole Wh, so that the pieces have the energy of the segment however often it is cut.
 */
export function piecesOf(
  segment: Segment,
  before: { startedAt: number; energyWh: number },
  borders: Borders,
  zone: string,
): Piece[] {
  const { from, to, energyWh } = segment
  const length = to - from
  const cuts: [at: number, wh: number][] = []
  const at = (moment: number) => cuts.push([moment, before.energyWh + Math.round((energyWh * (moment - from)) / length)])
  for (const duration of borders.durations)
    if (from < before.startedAt + duration && before.startedAt + duration < to) at(before.startedAt + duration)
  if (borders.timesOfDay.length > 0) for (const moment of timesOfDay(zone, from, to, borders.timesOfDay)) at(moment)
  for (const border of borders.energiesWh) {
    const more = border - before.energyWh
    // The second in which the border is crossed counts as after it.
    if (0 < more && more < energyWh) cuts.push([from + Math.floor((more * length) / energyWh), border])
  }
  cuts.sort(([a, x], [b, y]) => a - b || x - y)
  cuts.push([to, before.energyWh + energyWh])
  const pieces: Piece[] = []
  let [start, startWh] = [from, before.energyWh]
  for (const [moment, wh] of cuts) {
    if (moment === start && wh === startWh && cuts.length > 1) continue
    pieces.push({ from: start, to: moment, fromWh: startWh, toWh: wh })
    start = moment
    startWh = wh
  }
  return pieces
}
