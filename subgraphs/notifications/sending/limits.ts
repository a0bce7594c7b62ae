const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

export const SENDING_LIMITS = {
  /** How long a channel's server may take. After that nobody knows what it did. */
  callMs: 30 * SECOND,
  /** How long a delivery belongs to the process that sends it. Longer than a call, so that two never send the same one at once. */
  leaseMs: 45 * SECOND,
  /** Under way at a channel in one process: what is soon, and beside it what nobody waits for. */
  promptAtOnce: 16,
  bulkAtOnce: 4,
  /** A channel whose server has said nothing so often in a row is left alone for a while, up to the longest, then tried with one message. */
  silences: 8,
  silentMs: SECOND,
  silentMostMs: MINUTE,
  /** The pause after the first try. It doubles with each, up to the longest. */
  firstPauseMs: 5 * SECOND,
  mostPauseMs: HOUR,
  /** No server makes us wait longer than this. */
  mostAfterMs: 6 * HOUR,
  /** Tries after which it is given up: about nine hours. */
  tries: 18,
  /** What is older comes too late, by urgency. */
  staleMs: [12 * HOUR, 72 * HOUR, 72 * HOUR],
  /** So long is waited for accounts to say how somebody is reached. */
  contactMs: MINUTE,
  /** How long a process that ends waits for what is under way. Under the same id the next one sends it. */
  drainMs: 2 * SECOND,
} as const
