const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

export const OPERATION_LIMITS = {
  /** How long a provider may take to answer. After that nobody knows what it did. */
  callMs: 30 * SECOND,
  /** How long an operation belongs to the process that sends it. Longer than a call, so that two never send the same one at once. */
  leaseMs: 45 * SECOND,
  /** What was first sent so lately is taken over at once from a process that has died. */
  freshMs: HOUR,
  /** Calls under way at one provider, and readings for its hooks beside them, in one process. */
  callsAtOnce: 16,
  looksAtOnce: 8,
  /** When what is not over is looked at again: after this part of its age, between the two; after a day once a day. */
  pausePart: 0.5,
  leastPauseMs: SECOND,
  mostPauseMs: HOUR,
  dailyMs: 24 * HOUR,
  /** What has an answer, and waits for the provider, is not looked at sooner. */
  answeredPauseMs: 5 * SECOND,
  /**
   * A user who was asked for something: it is looked again after this part of the time that they have taken, and not sooner or later than
   * that. PayPal tells nobody that a set-up was approved, and any hook may be lost.
   */
  awaited: { part: 1 / 6, leastMs: 5 * SECOND, mostMs: HOUR },
  /** After this time a person must look. So often it is looked at all the same: a provider may be back, or a key be right again. */
  lostAfterMs: 7 * 24 * HOUR,
  lostLookMs: 24 * HOUR,
  /** What its user has not confirmed for so long is given up: a set-up, a payment. */
  unconfirmedMs: { SET_UP: 24 * HOUR, CHARGE: HOUR },
  /** How long a mutation waits for its provider. */
  waitMs: 10 * SECOND,
  /** A provider that has said nothing so often in a row is left alone for a while, up to the longest, then tried with one call. */
  silences: 5,
  silentMs: SECOND,
  silentMostMs: 30 * SECOND,
  /** How long a process that ends waits for calls under way. What they lead to is found by the next one. */
  drainMs: 2 * SECOND,
  /** Hooks that are kept by one statement. */
  hooksTogether: 500,
  /** Bytes of all hooks that are being taken: a flood takes no more memory than this. */
  hookBytesAtOnce: 64 * 1024 * 1024,
  /** How long hooks are kept that were looked at. Providers send one again for up to 30 days. */
  keepEventsDays: 60,
} as const
