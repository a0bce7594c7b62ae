/** Limits of waiting lists. */
export const WAITLIST_LIMITS = {
  /** How long an offer holds; never beyond the start of the slot. */
  offerMinutes: 10,
  /** An offer is of a slot that begins this much later at least: somebody has to read it, and to come. */
  leadMinutes: 5,
  /** Stations that one may wait at. */
  openPerUser: 5,
  /** Offers of one station that one may leave or let pass in 24 hours; then one waits there no more until later. */
  passedPerDay: 3,
  /** Stations that a round looks at, and offers of one that are over. */
  perRound: 200,
  /** Slots that a booking which gives way offers, each time that it is tried. */
  offeredByBooking: 5,
  /** How often all who wait are looked at: an EVSE may be mended, and terms be others. */
  lookMs: 60_000,
} as const
