/** Limits of deeds. */
export const DEEDS_LIMITS = {
  /** A deed is submitted within so many days, and a phone's clock may run ahead by so much. */
  oldestPhotoDays: 7,
  clockAheadMs: 5 * 60_000,
  /** Photos of a user that may wait to be judged at once. */
  waitingPerUser: 10,
  /** A charging session proves a photo taken so near to its station and to its time; a photo waits so long for one. */
  stationM: 300,
  sessionSlackMs: 15 * 60_000,
  /** A session of less shows a cable that was plugged in, not a vehicle that charged. */
  sessionWh: 100,
  sessionWaitMs: 24 * 3_600_000,
} as const
