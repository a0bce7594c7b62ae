export const ANNOUNCEMENT_LIMITS = {
  titleCharacters: 120,
  bodyCharacters: 2_000,
  linkCharacters: 500,
  /** People told by one transaction. */
  batch: 250,
  /** While so many words wait to be told to screens, no more are added. */
  behind: 250,
  /** A round ends after this time. What is left goes on in the next. */
  roundMs: 2_000,
  everyMs: 250,
} as const
