/** Limits of booking. */
export const RESERVATIONS_LIMITS = {
  /** Slots that a driver may have before them. */
  openPerUser: 5,
  noteCharacters: 500,
  /** Connectors of one station that a charger's words are kept of. */
  reportsPerStation: 600,
} as const
