import { METRES_PER } from '#lib/distance.ts'
import type { DistanceUnit } from '#lib/events.ts'

/** The largest value a display of ours can show: seven digits. */
export const LARGEST_VALUE = 9_999_999

/**
 * Whole metres of whole units. Kilometres are exact. Miles are rounded to the nearest metre, and never lie half-way: a mile has 201,168 × 8
 * mm, and 500 mm is no multiple of 8 mm.
 */
export const toMetres = (value: number, unit: DistanceUnit): number =>
  unit === 'KM' ? value * 1_000 : Math.round(value * METRES_PER.MI)

/** Whole units that a display shows after these metres. */
export function toUnits(metres: number, unit: DistanceUnit): number {
  if (unit === 'KM') return Math.floor(metres / 1_000)
  // The nearest mile may be half a metre above its rounded metres.
  const miles = Math.round(metres / METRES_PER.MI)
  return toMetres(miles, unit) <= metres ? miles : miles - 1
}

/**
 * Metres that a display drops when it starts again from 0: the round number above the last value. Displays have at least five digits. One
 * with more digits than its last value needs would not have come to its end.
 */
export function metresOfRound(lastValue: number, unit: DistanceUnit): number {
  const digits = Math.max(5, String(lastValue).length)
  return toMetres(10 ** digits, unit)
}
