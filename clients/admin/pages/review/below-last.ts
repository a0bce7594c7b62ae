import type { DistanceUnit } from '../../generated/graphql.ts'

interface Shown {
  value: number
  unit: DistanceUnit
}

const METRES = { KM: 1_000, MI: 1_609.344 } as const

/** Whether a display shows less than the last reading. In two units, displays that cut off their last fraction may differ by one. */
export const isBelow = (one: Shown, last: Shown): boolean =>
  one.unit === last.unit ? one.value < last.value : (one.value + 1) * METRES[one.unit] <= last.value * METRES[last.unit]

/**
 * What stands in the field once it is said whether the last digit counts tenths. What the model read still has that digit, while nobody had
 * said it; what a person has typed stays.
 */
export function readingFor(tenths: boolean, typed: string, models: number | null): string {
  if (models === null) return typed
  const [all, whole] = [String(models), String(Math.floor(models / 10))]
  if (tenths && typed === all) return whole
  return !tenths && typed === whole ? all : typed
}
