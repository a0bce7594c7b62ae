import { CHARGING_LIMITS } from '../limits.ts'

const HOUR_MS = 3_600_000

/** Energy that a connector gave in a stretch of time, in ms of the epoch. */
export interface Served {
  from: number
  to: number
  energyWh: number
}

/**
 * True if a session has more energy than its connector can have delivered. It is added to what the connector gave others in the same time
 * and just before and after. So a charger gains no time if it splits invented energy into many short sessions, or lays sessions over each
 * other. The margin counts once for all of them.
 */
export function isAboveRating(session: Served, others: readonly Served[], powerW: number): boolean {
  const { aboveRatingFactor, meterStepWh, clockStepMs } = CHARGING_LIMITS
  const window = windowOf(session)
  const near = others.map((other) => clipped(other, window))
  const energyWh = near.reduce((sum, other) => sum + other.energyWh, session.energyWh)
  const hours = (lengthOfAll([session, ...near]) + clockStepMs) / HOUR_MS
  return energyWh > powerW * hours * aboveRatingFactor + meterStepWh
}

/** The time in which sessions count together with this one. */
export const windowOf = ({ from, to }: Pick<Served, 'from' | 'to'>) => ({
  from: from - CHARGING_LIMITS.ratingWindowMs,
  to: to + CHARGING_LIMITS.ratingWindowMs,
})

/** The part of a session that lies in a window, with its share of the energy. */
function clipped({ from, to, energyWh }: Served, window: { from: number; to: number }): Served {
  const [begin, end] = [Math.max(from, window.from), Math.min(to, window.to)]
  if (begin > end) return { from: begin, to: begin, energyWh: 0 }
  return { from: begin, to: end, energyWh: to === from ? energyWh : (energyWh * (end - begin)) / (to - from) }
}

/** How long something was served. Overlapping stretches count once. */
function lengthOfAll(stretches: readonly Served[]): number {
  let [total, until] = [0, -Infinity]
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  return total
}
