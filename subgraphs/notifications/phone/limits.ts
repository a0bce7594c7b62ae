/** Limits of proving a number. */
export const PHONE_LIMITS = {
  codeDigits: 6,
  /** How long a code is good, in milliseconds. */
  codeMs: 10 * 60_000,
  /** Tries at one code; the database keeps it too. */
  tries: 5,
} as const
