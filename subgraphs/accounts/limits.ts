/** Limits of accounts, their logins and what belongs to them. */
export const ACCOUNTS_LIMITS = {
  passwordMin: 12,
  passwordMax: 256,
  /** A refresh token may come twice within this time: two tabs at once, or an answer that was lost. Later, it was stolen. */
  refreshGraceSeconds: 30,
  /** Ended logins, and users from whom something was taken, that the gateway is told of; of each the newest. */
  denials: 10_000,
  /** How long somebody may charge without an account. */
  guestSeconds: 24 * 3_600,
  /** How long a sign-in may take from its first to its second step. */
  secondStepSeconds: 300,
  /** From where an account was used within this time, nobody is taken for a stranger. */
  knownPlaceSeconds: 90 * 24 * 3_600,
  /** How long the link of a letter is good. */
  letterSeconds: {
    REGISTRATION: 24 * 3_600,
    VERIFICATION: 24 * 3_600,
    RESET: 3_600,
    EMAIL_CHANGE: 3_600,
    /** As long is the old address kept for its user. */
    EMAIL_UNDO: 7 * 24 * 3_600,
  },
  /** Letters to one address, whoever asks for them. More are not written, and nobody is told. */
  lettersPerHour: 10,
  vehiclesPerUser: 50,
  idTokensPerUser: 20,
  /** Of partners' customers. */
  customersPerPartner: 100_000,
  idTokensPerCustomer: 20,
  customerReference: 100,
  customerName: 100,
  passkeysPerUser: 20,
  /** How long a challenge may be answered; one that leads by another issuer for longer. */
  challengeSeconds: 300,
  /** How long an issuer may take to answer. */
  issuerMs: 10_000,
  /** How long a chain may take to say whether a contract has signed. */
  chainMs: 5_000,
  oidcSeconds: 600,
  /** An export is kept so long; another is gathered for a user after this time at the soonest. A piece of it in one answer, in bytes. */
  exportKeptDays: 7,
  exportEveryMs: 24 * 3_600_000,
  exportSliceBytes: 4 * 1024 * 1024,
  /** The boxes forget a user again after this time. By then no request that was on its way goes on, and the user's tokens have ended. */
  forgetAgainMs: 3_600_000,
  /** Sessions that an identity may have at once; one, unless an admin says otherwise. */
  concurrentSessions: 100,
  /** `points` attempts in `seconds`, by what they are counted for. */
  attempts: {
    signInByEmailAndAddress: { points: 10, seconds: 900 },
    /** Counted over all addresses, and in each block where the account is used by itself. It is so high that a stranger cannot easily lock somebody out. */
    signInByEmail: { points: 100, seconds: 3_600 },
    signInByAddress: { points: 100, seconds: 900 },
    /** By the IPv4 address, or the /64 of IPv6; and by the block of those, /24 and /48, which one may have whole. */
    registerByAddress: { points: 100, seconds: 3_600 },
    challengeByAddress: { points: 300, seconds: 900 },
    registerByBlock: { points: 300, seconds: 3_600 },
    /** Guests show nothing of themselves, so there are fewer. */
    guestByAddress: { points: 30, seconds: 3_600 },
    guestByBlock: { points: 100, seconds: 3_600 },
    /** Identities that a partner wanted for a customer and that were taken: who tries many looks for cards that there are. */
    takenIdTokenByPartner: { points: 100, seconds: 24 * 3_600 },
    changePasswordByUser: { points: 10, seconds: 900 },
    changeEmailByUser: { points: 5, seconds: 24 * 3_600 },
    /** Codes of the second factor. Three of a million are good at a time. */
    codeByUser: { points: 10, seconds: 3_600 },
    letterByAddress: { points: 50, seconds: 3_600 },
    letterByEmailAndAddress: { points: 5, seconds: 3_600 },
    /** Links of letters that were tried. */
    tokenByAddress: { points: 100, seconds: 3_600 },
  },
} as const
