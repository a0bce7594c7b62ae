/** Limits of payouts. */
export const PAYOUT_LIMITS = {
  /** How often is looked for weeks that are over. */
  everyMs: 15 * 60_000,
  /** Weeks that are looked at in one round. */
  atOnce: 200,
} as const
