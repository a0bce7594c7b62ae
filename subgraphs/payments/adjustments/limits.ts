export const ADJUSTMENT_LIMITS = {
  /** What one may give or take, and what all of one currency may in a day, in euros or about as much (`scale.ts`). */
  euros: 1_000,
  eurosDaily: 5_000,
  /** A proposal that nobody has decided on after this time is closed. */
  days: 14,
  /** How often is looked for those. */
  closeMs: 3_600_000,
} as const
