/** Limits of what people are told. */
export const NOTIFICATIONS_LIMITS = {
  /** Days that something stays in an inbox. */
  keepDays: 180,
} as const
