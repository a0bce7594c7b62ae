import type { Reason } from '#lib/events.ts'

/**
 * Why a reading is not approved, with the sentence that its driver reads. Codes never change. Codes of the photo come from verification.
 */
export const REASONS = {
  FIRST_READING: 'The first reading of a vehicle is checked by a person.',
  READING_DECREASED: 'The reading is lower than the last one.',
  READING_REPEATED: 'The reading is the same as the last one: there is nothing to reward.',
  TAKEN_BEFORE_LAST: 'The photo is older than your last approved reading, which counts its kilometres already.',
  UNIT_CHANGED: 'The display may count in something else than at the last reading. A person checks it.',
  SAME_ODOMETER: 'Another vehicle’s odometer goes along with this one. A person checks that it is not the same one.',
  IMPLAUSIBLE_JUMP: 'The reading is further on than the vehicle can be expected to have been driven. A person checks it.',
  CHARGE_MISMATCH: 'The kilometres do not fit the energy that the vehicle was charged with. A person checks them.',
  LARGE_DISTANCE: 'The reading adds so many kilometres that people must agree on them.',
  NOT_READ: 'The photo could not be read with certainty. A person reads it.',
  PHOTO_ERASED: 'You had the photo erased before it was judged.',
} as const satisfies Record<string, string>

export type ReasonCode = keyof typeof REASONS

export const reason = (code: ReasonCode): Reason => ({ code, message: REASONS[code] })
