/** Limits of photos of odometers. */
export const ODOMETER_LIMITS = {
  /** Within how many days a photo is submitted: an old one would claim kilometres from long ago. */
  oldestPhotoDays: 30,
  /** How far a driver's clock may be ahead. */
  clockAheadMs: 60_000,
  /** Photos of a driver that may wait to be judged at once. */
  waitingPerUser: 10,
  /** How often, at most, it sums up what all have driven together. */
  totalsMs: 10_000,
} as const
