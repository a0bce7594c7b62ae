import { METRES_PER } from '#lib/distance.ts'
import type { DistanceUnit } from '#lib/events.ts'

/** As fast as no vehicle is driven for long. */
export const MAX_KMH = 130
const HOUR_MS = 3_600_000
/** Two displays cut off their last fraction, and claimed minutes are rounded. */
export const READING_SLACK_M = 5_000

/** The vehicle's last approved reading, in whole units of `unit`. */
export interface Previous {
  value: number
  unit: DistanceUnit
  /** What it was in when it was read. */
  readIn: DistanceUnit
  takenAt: Date
}

/**
 * True if a number may go on from the last one in another unit than it is said to be in. The driver says another one than before, perhaps by
 * mistake. Or the number fits in the other unit, by a distance that can be driven in the time: kilometres may have become miles, or
 * miles kilometres. Such a number is not refused as lower or as too far on: a person looks at the display.
 */
export function mayBeOtherUnit(value: number, takenAt: Date, previous: Previous): boolean {
  const { unit, readIn } = previous
  if (unit !== readIn) return true
  const metres = value * METRES_PER[unit === 'KM' ? 'MI' : 'KM'] - previous.value * METRES_PER[unit]
  const most = MAX_KMH * 1_000 * hoursFrom(previous.takenAt, takenAt) + READING_SLACK_M
  return metres >= -READING_SLACK_M && metres <= most
}

/** No time at all, if the claimed time is before. */
export const hoursFrom = (earlier: Date, later: Date): number => Math.max(0, later.getTime() - earlier.getTime()) / HOUR_MS
