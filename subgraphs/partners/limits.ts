/** Limits of partners' programs. */
export const PARTNERS_LIMITS = {
  /** Those that were revoked count too: somebody who makes and revokes them all day is up to no good. */
  clientsPerPartner: 100,
  nameCharacters: 60,
  addresses: 50,
  /** Requests that a new client may make; an admin may say otherwise, up to the most. */
  requestsPerHour: { default: 1_000, most: 1_000_000 },
  requestsPerDay: { default: 10_000, most: 10_000_000 },
  /** How long the old key works on after a rotation. */
  overlapHours: { default: 24, most: 30 * 24 },
  keyDays: 730,
  manifest: {
    /** A request to the graph has at most 256 KiB, so a manifest has less. */
    bytes: 200 * 1024,
    operations: 500,
    /** Faults that are told at once. */
    faults: 20,
    bodyCharacters: 32 * 1024,
    /** Of an operation. Calls are counted by it. */
    nameCharacters: 100,
    /** Of all its operations together, with fragments written out: each is checked against the graph, which walks them all. */
    selections: 20_000,
    /** Of all its operations together: what validation compares with each other. */
    repeats: 500,
    /** Documents of which a process knows whether they fit the graph. */
    judged: 10_000,
    /** Versions of a client that are not retired, and all that it ever had. */
    served: 50,
    versions: 2_000,
    /** Of all versions that a partner's clients ever had: the table `manifest_space` has the same in its check. */
    partnerBytes: 64 * 1024 * 1024,
  },
  /** Calls that the gateway reports at once. */
  callsPerReport: 1_000,
  /** How long each call is kept, and what was counted of them. */
  callDays: 90,
  countedDays: 400,
  /** The longest period that is shown at once. */
  usageDays: 92,
} as const
