import type { DistanceUnit } from '#lib/events.ts'
import type { DistanceRule } from '../tables.ts'

/** A reading, and the vehicle's last one when its photo was submitted: whole units of the display. */
export interface DayReading {
  vehicleId: string
  unit: DistanceUnit
  /** Null for a first reading, which earns nothing. */
  from: number | null
  to: number
}

const METRES = { KM: 1_000, MI: 1_609.344 } as const

/**
 * What readings earn together, in base units: each by the rule, at most its maximum, and rounded down. Kilometres of a vehicle that a lower
 * reading has counted do not count again: two photos may have been submitted after the same one. Bonuses of campaigns are left out.
 */
export function worthOf(
  readings: readonly DayReading[],
  { per, amount, maximum }: Pick<DistanceRule, 'per' | 'amount' | 'maximum'>,
): bigint {
  const counted = new Map<string, number>()
  let worth = 0n
  for (const { vehicleId, unit, from, to } of readings.toSorted((a, b) => a.to - b.to)) {
    // Displays of two units count apart: neither goes on from the other.
    const key = `${vehicleId} ${unit}`
    const units = from === null ? 0 : Math.max(0, to - Math.max(from, counted.get(key) ?? 0))
    counted.set(key, to)
    const earned = (BigInt(Math.round(units * METRES[unit])) * BigInt(amount)) / BigInt(per)
    worth += earned < BigInt(maximum) ? earned : BigInt(maximum)
  }
  return worth
}
