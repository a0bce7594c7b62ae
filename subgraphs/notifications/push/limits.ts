/** Limits of pushes. */
export const PUSH_LIMITS = {
  /** How long one call of a push service may take. */
  callMs: 10_000,
  /**
   * Of one service: calls at once, fewer than the channel sends, so that one that hangs leaves room for the others; after so long a call is slow,
   * and no more are begun; after so many in a row without an answer it is left alone for a while. Services that are remembered at most.
   */
  perService: { atOnce: 10, slowMs: 1_000, silences: 3, silentMs: 1_000, silentMostMs: 60_000, services: 200 },
  /** Bytes of the text: with its header and tag a message of RFC 8291 is of 4,096 at most. */
  webBytes: 3_993,
  fcmBytes: 4_000,
  apnsBytes: 4_096,
  /** How long a token for push services is good (RFC 8292: 24 hours at most). */
  vapidSeconds: 12 * 3_600,
  /** Apple wants one token for 20 to 60 minutes. */
  apnsTokenMs: 40 * 60_000,
  /** What is left of Google's token when it is renewed. */
  fcmMarginMs: 300_000,
  /** How long a service keeps a push for a device that is away, by urgency. */
  ttlSeconds: [3_600, 24 * 3_600, 3 * 24 * 3_600],
  /** Characters of a title. */
  titleCharacters: 100,
  /** How seldom the log says the same reason why pushes are not taken. */
  saySeldomMs: 60_000,
} as const
