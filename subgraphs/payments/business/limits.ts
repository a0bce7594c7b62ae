export const BUSINESS_LIMITS = {
  /** How long an account for payouts waits, the first one too: who has stolen a sign-in puts theirs in just before a payout. */
  accountRestMs: 72 * 3_600_000,
} as const
