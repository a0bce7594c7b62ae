/** Limits of SMS, which cost money, and which fraudsters have us send to numbers that pay them. */
export const SMS_LIMITS = {
  callMs: 15_000,
  /** SMS of a day (UTC), that tell something. */
  perUser: 20,
  perNumber: 20,
  /** Codes of a day. */
  codesPerUser: 5,
  codesPerNumber: 5,
  /** SMS of a day to all numbers of a country, and codes. */
  perCountry: 2_000,
  codesPerCountry: 500,
  /** Characters: about two SMS of 160. */
  characters: 300,
  /** Days that counts are kept. */
  keepDays: 3,
} as const
