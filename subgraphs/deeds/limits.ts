/** Limits of deeds. */
export const DEEDS_LIMITS = {
  /** Within how many days a deed is submitted, and how far a phone's clock may be ahead. */
  oldestPhotoDays: 7,
  clockAheadMs: 5 * 60_000,
  /** Photos of a user that may wait to be judged at once. */
  waitingPerUser: 10,
  /** How near to a session's station and time a photo must be taken to be proved by it, and how long a photo waits for one. */
  stationM: 300,
  sessionSlackMs: 15 * 60_000,
  /** A session of less only shows that a cable was plugged in. */
  sessionWh: 100,
  sessionWaitMs: 24 * 3_600_000,
} as const
