const MINUTE = 60_000
const HOUR = 60 * MINUTE

export const RECONCILIATION_LIMITS = {
  /** How often a comparison begins, and how often is looked whether one is due. */
  everyMs: 6 * HOUR,
  lookMs: 10 * MINUTE,
  /** One that was not touched for so long has lost its process, and another goes on with it. */
  lostMs: 2 * MINUTE,
  /** What we have booked must be in the provider's list after so long. PayPal's is three hours late by its documents. */
  lateMs: 24 * HOUR,
  /** Movements that are compared at once, and entries. */
  batch: 100,
  /** How long a mutation waits for the end of the comparison that it has begun. */
  waitMs: 10_000,
} as const
