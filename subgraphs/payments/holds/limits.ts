const MINUTE = 60_000

export const HOLD_LIMITS = {
  /** How long a session may begin with a hold, from when it is authorised; and how long its user may take to confirm it. */
  usableMs: 15 * MINUTE,
  /** Let go so long after that: a start that was wanted at the last moment is still on its way. */
  graceMs: MINUTE,
  /** Holds that a user may have open at once. */
  openPerUser: 3,
  /** How many are let go, or looked at, in one round. */
  perRound: 100,
} as const
