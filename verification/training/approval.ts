import { upperBound } from './bounds.ts'
import { round } from './calibrate.ts'

/** A reading of a vehicle with its confidence. */
export interface Confident {
  vehicle: string
  confidence: number
  right: boolean
}

/** The share of automatic approvals that must be right. */
export const PRECISION = 0.995

/** How much surer, in odds, an approval must be than the least at which the precision holds: few vehicles stand for all. */
const SAFETY = 1.25

/** Below it nothing is approved, however well a few vehicles went. */
const LEAST = 0.9

/** The least confidence from which on the precision holds in every group of readings, at it and at every greater one. */
export function approvalThreshold(groups: readonly (readonly Confident[])[]): number {
  const highest = Math.max(LEAST, ...groups.map(leastOf))
  const odds = (highest / (1 - highest)) * SAFETY
  return round(odds / (1 + odds))
}

function leastOf(readings: readonly Confident[]): number {
  const sorted = readings.toSorted((a, b) => b.confidence - a.confidence)
  let [wrong, least] = [0, 0]
  for (const [i, { confidence, right }] of sorted.entries()) {
    if (!right) wrong++
    if (wrong / (i + 1) > 1 - PRECISION) least = Math.max(least, confidence)
  }
  return least
}

/**
 * How wrong the approvals may be: the bound over readings, which are not independent, and the one over vehicles, of which each counts as
 * one trial that fails if any of its approvals is wrong.
 */
export function errorBounds(approved: readonly Confident[]) {
  const vehicles = new Map<string, boolean>()
  for (const { vehicle, right } of approved) vehicles.set(vehicle, (vehicles.get(vehicle) ?? false) || !right)
  const failed = [...vehicles.values()].filter((wrong) => wrong).length
  return {
    readings: round(upperBound(approved.filter(({ right }) => !right).length, approved.length)),
    vehicles: round(upperBound(failed, vehicles.size)),
  }
}
