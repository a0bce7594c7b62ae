/** Stolen cards are tried out by adding them, or by blocking small amounts. */
export const METHOD_LIMITS = {
  /** Ways to pay that a user may keep, those that are being set up among them. */
  perUser: 10,
  /** Set-ups and holds that a user may begin in a day. */
  setUpsDaily: 10,
  holdsDaily: 40,
  /** What came to nothing in a day, set-ups and holds together; then nothing more is begun. At an address what is not over counts too. */
  failed: { perUserDaily: 8, perAddressDaily: 20 },
  /** Of guests, who come anew with each try, and of whom nothing is known. Whoever has an account may still pay there. */
  failedOfGuests: { perUserDaily: 4, perAddressDaily: 10 },
} as const
