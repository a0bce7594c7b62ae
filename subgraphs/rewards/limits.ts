/** Limits of rewards. */
export const REWARDS_LIMITS = {
  /** Unpaid rewards that one request moves to another chain. */
  movedAtOnce: 1_000,
  /** How often changes of leaderboards are worked into their counts. */
  countPlacesMs: 1_000,
} as const
