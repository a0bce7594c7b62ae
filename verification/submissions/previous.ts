import type { Previous } from '../checks/other-unit.ts'
import type { Submission } from '../tables.ts'

/** The vehicle's last approved reading when the photo was submitted; null for a deed and for a first reading. */
export function previousOf({ unit, previous_value, previous_unit, previous_taken_at }: Submission): Previous | null {
  if (unit === null || previous_value === null || previous_taken_at === null) return null
  return { value: previous_value, unit, readIn: previous_unit ?? unit, takenAt: previous_taken_at }
}
