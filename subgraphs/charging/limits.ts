/** Limits of what chargers are believed, and of what is kept of a session. */
export const CHARGING_LIMITS = {
  /** A charger may be offline for so long. What it tells of earlier times nobody can know: years of them are free to make up. */
  longAgoMs: 7 * 24 * 3_600_000,
  /** A clock that is set back while a vehicle charges makes the session shorter by so much at most. */
  clockSetBackMs: 60 * 60_000,
  /** Connectors deliver a little more than they are rated for, meters count in steps of up to a kWh, clocks tick in seconds. */
  aboveRatingFactor: 1.1,
  meterStepWh: 1_000,
  clockStepMs: 30_000,
  /** Sessions so near to each other at a connector share one such margin. */
  ratingWindowMs: 30 * 60_000,
  /** Meter values kept of one session: one every two seconds for more than a day. */
  meterValues: 50_000,
  /** Days that the meter values of a session stay after its end. Its records stay for ever. */
  meterValueDays: 400,
} as const
