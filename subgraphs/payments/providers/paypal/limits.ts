const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Limits of the adapter, and PayPal's own. Times are in ms unless the name says otherwise. */
export const PAYPAL_LIMITS = {
  /** One call, its answer's body included. */
  callMs: 20_000,
  answerBytes: 2 * 1024 * 1024,
  certificateBytes: 16 * 1024,
  /** Certificates that are kept: of those that have signed a hook for us, and of those that somebody has named. PayPal has a few at a time. */
  certificates: 20,
  /** Certificates that are fetched because a hook names them, which anybody may send. */
  certificatesPerMinute: 10,
  /** A token is renewed so long before its end: a call on its way must not outlive it. */
  tokenMarginMs: MINUTE,
  /** PayPal sends a hook again for three days. */
  hookAgeMs: 3 * DAY + HOUR,
  /** A hook from the future: our clock may be behind. */
  hookAheadMs: 5 * MINUTE,
  /** An authorisation is certain for so long; then it is renewed before it is captured. */
  honourMs: 3 * DAY,
  holdDays: 29,
  /**
   * How long PayPal keeps a key of ours, less an hour: setup tokens 3 hours, orders 6, refunds 45 days, payouts 30 days. Evidence has none; what
   * waits for none was given it.
   */
  keyHours: { SET_UP: 2, PAYMENT: 5, REFUND: 45 * 24 - 1, PAY_OUT: 30 * 24 - 1, DISPUTE: 24 },
  /** An order that its payer has not approved is gone after this. */
  orderMs: 3 * HOUR,
  /** A transaction may be seen in the search so late. */
  searchLagMs: 3 * HOUR,
  /** The search takes no longer window, and knows nothing that is older than three years. */
  searchWindowMs: 31 * DAY,
  searchPastMs: 3 * 365 * DAY,
  searchPage: 100,
  /** Clocks of ours and theirs may differ so much. */
  clocksMs: 10 * MINUTE,
  evidenceChars: 2000,
} as const
