/** Limits of booking. */
export const RESERVATIONS_LIMITS = {
  /** Slots that a driver may have before them. */
  openPerUser: 5,
  /** Slots that a driver may book in 24 hours, whatever becomes of them. */
  bookingsPerDay: 30,
  /** How often a booking gives way to those who wait at its station, and is tried again. */
  givingWay: 5,
  /** After so many failures in a row to offer what is free, a booking waits for those who wait no more. */
  failingOffers: 2,
  /** How long it waits before it is tried again. Others may be offering there: who waits for them in the database has its connections. */
  givingWayMs: 50,
  noteCharacters: 500,
  /** An EVSE that is out of order is not booked for the hours to come; later it may be mended. */
  outOfOrderHours: 12,
  /** Free slots are looked for at each of these times after a day's beginning. */
  slotStepMinutes: 15,
  /** An operator's calendar shows so many days at most. */
  calendarDays: 92,
  /** A block lasts no longer. */
  blockDays: 366,
  /** Connectors of one station that a charger's words are kept of. */
  reportsPerStation: 600,
} as const
