/** Limits of booking. */
export const RESERVATIONS_LIMITS = {
  /** Slots that a driver may have before them. */
  openPerUser: 5,
  noteCharacters: 500,
} as const
