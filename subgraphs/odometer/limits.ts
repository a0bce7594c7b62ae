/** Limits of photos of odometers. */
export const ODOMETER_LIMITS = {
  /** A photo is submitted within so many days: an old one would claim kilometres of before anybody looked. */
  oldestPhotoDays: 30,
  /** A driver's clock may run ahead by so much. */
  clockAheadMs: 60_000,
  /** Photos of a driver that may wait to be judged at once. */
  waitingPerUser: 10,
  /** What all have driven together is summed up at most so often. */
  totalsMs: 10_000,
} as const
