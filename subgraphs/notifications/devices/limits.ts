/** Limits of devices. */
export const DEVICE_LIMITS = {
  /** Of a user; the database keeps it too. */
  perUser: 20,
  addressCharacters: 1_000,
  nameCharacters: 100,
} as const
