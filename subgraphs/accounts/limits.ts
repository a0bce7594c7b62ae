/** Limits of accounts, their logins and what belongs to them. */
export const ACCOUNTS_LIMITS = {
  passwordMin: 12,
  passwordMax: 256,
  /** However busy it is, a login ends after so long; an unused refresh token after `refreshSeconds`. */
  loginSeconds: 180 * 24 * 3_600,
  refreshSeconds: 30 * 24 * 3_600,
  /** A refresh token may come twice within so long: two tabs at once, or an answer that was lost. Later, it was stolen. */
  refreshGraceSeconds: 30,
  vehiclesPerUser: 50,
  idTokensPerUser: 20,
  /** `points` attempts in `seconds`, by what they are counted for. */
  attempts: {
    signInByEmailAndAddress: { points: 10, seconds: 900 },
    /** From many addresses at once; so high that nobody is easily locked out by a stranger. */
    signInByEmail: { points: 100, seconds: 3_600 },
    signInByAddress: { points: 100, seconds: 900 },
    registerByAddress: { points: 100, seconds: 3_600 },
    changePasswordByUser: { points: 10, seconds: 900 },
  },
} as const
