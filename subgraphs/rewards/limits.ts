/** Limits of rewards. */
export const REWARDS_LIMITS = {
  /** Unpaid rewards that one request moves to another chain. */
  movedAtOnce: 1_000,
  /** How much of the past a dry run looks at. */
  dryRunDays: 92,
  dryRunFacts: 50_000,
  dryRunTop: 10,
  /** How often changes of leaderboards are worked into their counts. */
  countPlacesMs: 1_000,
} as const
