/** Limits of payments. A limit of one room stands beside its rule. */
export const PAYMENTS_LIMITS = {
  /** Bytes of a provider's hook. */
  hookBytes: 256 * 1024,
  /** How long a hook, or a document that is asked for, may take. */
  publicMs: 30_000,
} as const
