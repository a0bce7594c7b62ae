/** In euros, or about as much of another currency (`scale.ts`). What is in wallets is owed, and must not look like a bank's money. */
export const TOP_UP_LIMITS = {
  /** Of one top-up, of all of a user in a day, and what may be in a wallet after it. */
  euros: 250,
  eurosDaily: 500,
  eurosInWallet: 1_000,
  /** Top-ups that a user may begin in a day, and those of them that came to nothing; then nothing more is begun. Stolen cards are tried by them. */
  daily: 10,
  failedDaily: 5,
  failedPerAddressDaily: 10,
} as const
