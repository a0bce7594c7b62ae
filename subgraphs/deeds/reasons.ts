import type { Reason } from '#lib/events.ts'

/** Why a deed is not approved, with the sentence that its user reads. Codes never change. Codes of the photo come from verification. */
export const REASONS = {
  NO_CHARGING_SESSION:
    'None of your charging sessions with us was at this place and time. Take the photo at the station while you charge; each session counts for one deed.',
  STATION_PLACE_UNKNOWN: 'You charged with us at that time, but we do not know where the station stands. A person checks it.',
  DAILY_LIMIT: 'You have done this more often on that day than is usual. A person checks it.',
  SAME_HOUR: 'You have done the same within an hour. A person checks whether this is another deed.',
  PHOTO_REJECTED: 'The photo was rejected.',
  REVIEWER_DECISION: 'A reviewer has rejected the photo.',
  PHOTO_ERASED: 'You had the photo erased before it was judged.',
} as const satisfies Record<string, string>

export type ReasonCode = keyof typeof REASONS

export const reason = (code: ReasonCode): Reason => ({ code, message: REASONS[code] })
