export const ANNOUNCEMENT_LIMITS = {
  titleCharacters: 120,
  bodyCharacters: 2_000,
  linkCharacters: 500,
  /** People told by one transaction. */
  batch: 250,
  /** After a batch the database has a rest: as long as the batch took, so many times, and at least this. On a busy machine it steps back. */
  rests: 3,
  restMs: 100,
  /** A round ends after this time. What is left goes on in the next. */
  roundMs: 2_000,
  everyMs: 250,
} as const
