import type { Segment, SegmentKind } from '#lib/tariff/segment.ts'
import type { ChargingPeriod, Pause } from '../tables.ts'

type Paused = Pick<Pause, 'from_at' | 'to_at' | 'by'>

/** A stretch of a session, in whole seconds of the epoch. GRACE is the time for which a vehicle that takes nothing may stand. */
interface Stretch {
  kind: 'CHARGING' | 'GRACE' | 'PARKING' | 'INTERRUPTED'
  from: number
  to: number
}

/** Whole seconds: all that is billed counts in these, so that parts of a session have the time of the whole. */
export const secondsOf = (at: Date | number): number => Math.floor(Number(at) / 1000)

/**
 * How a session's time is billed. A vehicle that takes nothing (EV) parks once the grace is over; nobody pays for the grace. While we
 * throttle (EVSE) or the charger restarts (BOOT), no time is billed. Pauses are in the order of time.
 */
export function stretchesOf(from: number, until: number, graceSeconds: number, pauses: readonly Paused[]): Stretch[] {
  const stretches: Stretch[] = []
  let at = from
  const go = (kind: Stretch['kind'], to: number) => {
    const end = Math.min(to, until)
    if (end <= at) return
    stretches.push({ kind, from: at, to: end })
    at = end
  }
  for (const { from_at, to_at, by } of pauses) {
    const begin = secondsOf(from_at)
    const end = to_at === null ? until : secondsOf(to_at)
    go('CHARGING', begin)
    if (by === 'EV') go('GRACE', Math.min(begin + graceSeconds, end))
    go(by === 'EV' ? 'PARKING' : 'INTERRUPTED', end)
  }
  go('CHARGING', until)
  return stretches
}

/** How long a session was, charged and parked. */
export function billableTime(
  { startedAt, until, graceSeconds }: { startedAt: Date; until: Date; graceSeconds: number },
  pauses: readonly Paused[],
): { totalSeconds: number; chargingSeconds: number; parkingSeconds: number } {
  const [from, to] = [secondsOf(startedAt), secondsOf(until)]
  const stretches = stretchesOf(from, to, graceSeconds, pauses)
  const length = (kind: Stretch['kind']) => stretches.reduce((all, each) => all + (each.kind === kind ? each.to - each.from : 0), 0)
  return { totalSeconds: Math.max(0, to - from), chargingSeconds: length('CHARGING'), parkingSeconds: length('PARKING') }
}

/** The energy of a session up to a moment, in whole seconds of the epoch. */
export interface EnergyPoint {
  at: number
  energyWh: number
}

const KIND: Record<Stretch['kind'], SegmentKind> = {
  CHARGING: 'CHARGING',
  PARKING: 'PARKING',
  GRACE: 'UNBILLED',
  INTERRUPTED: 'UNBILLED',
}

/**
 * A session between the first point and the last one, as tariffs see it. The energy between two points flows evenly while the vehicle
 * charges. Only if it did not charge between them at all, it flows all the time. Power is what the register tells, not what was said of it.
 */
export function segmentsOf(points: readonly EnergyPoint[], graceSeconds: number, pauses: readonly Paused[]): Segment[] {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return []
  const stretches = stretchesOf(first.at, last.at, graceSeconds, pauses)
  const segments: Segment[] = []
  let next = 0
  let before = first
  for (const point of points.slice(1)) {
    const parts: Stretch[] = []
    for (; next < stretches.length; next++) {
      const { kind, from, to } = stretches[next] as Stretch
      const [begin, end] = [Math.max(from, before.at), Math.min(to, point.at)]
      if (begin < end) parts.push({ kind, from: begin, to: end })
      // The rest of it is for the points to come.
      if (to > point.at) break
    }
    segments.push(...shared(before, point, parts))
    before = point
  }
  return segments
}

function shared(before: EnergyPoint, { at, energyWh }: EnergyPoint, parts: readonly Stretch[]): Segment[] {
  const energy = energyWh - before.energyWh
  // Two readings of one second: the power between them cannot be told.
  if (parts.length === 0) return energy === 0 ? [] : [{ kind: 'CHARGING', from: at, to: at, energyWh: energy, powerW: 0 }]
  const charges = parts.some(({ kind }) => kind === 'CHARGING')
  const flows = ({ kind }: Stretch) => !charges || kind === 'CHARGING'
  const seconds = parts.filter(flows).reduce((all, { from, to }) => all + to - from, 0)
  let [passed, given] = [0, 0]
  return parts.map((part) => {
    const { kind, from, to } = part
    if (!flows(part)) return { kind: KIND[kind], from, to, energyWh: 0, powerW: 0 }
    passed += to - from
    const [already, now] = [given, Math.round((energy * passed) / seconds)]
    given = now
    return { kind: KIND[kind], from, to, energyWh: now - already, powerW: (energy * 3_600) / seconds }
  })
}

/** The session as a list of periods, for the charge detail record. */
export function periodsOf(startedAt: Date, endedAt: Date, pauses: readonly Paused[]): ChargingPeriod[] {
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
