export const STATEMENT_LIMITS = {
  /** Days of which a statement is made at once. */
  days: 400,
} as const
