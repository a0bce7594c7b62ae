/** Limits that hold in more than one box; each box has a `limits.ts` of its own. Sizes in bytes, times in milliseconds unless the name says otherwise. */
export const LIMITS = {
  http: {
    bodyBytes: 256 * 1024,
    /** Connections that may wait to be taken; the system's own limit (somaxconn) holds too. */
    backlog: 4_096,
    headersTimeoutMs: 10_000,
    requestTimeoutMs: 30_000,
    keepAliveMs: 61_000,
    drainMs: 10_000,
    /** What `/ready` has found is told for so long before it looks again. */
    readyMs: 1_000,
  },
  /** Documents that a subgraph keeps parsed; the gateway makes them, from whatever its clients send. */
  subgraph: { documentBytes: 16 * 1024 * 1024 },
  page: { default: 20, max: 100 },
  events: {
    /** Handling an event is tried so often before it is set aside as a dead letter. */
    tries: 5,
    /** Events that a box handles at once: what waits for the pool would be given up and tried again, and hold up requests. */
    handledAtOnce: 8,
    retryMs: 100,
    /** How often a box looks for dead letters that are to be handled again. */
    replayMs: 5_000,
    relayBatch: 200,
    relayPollMs: 1_000,
    /** Published events are kept so long for a replay when the bus has lost its memory. */
    keepMs: 7 * 24 * 3_600_000,
    /** Entries of a partition that some group has not read; then publishing waits. */
    streamLength: 100_000,
    /** What every group has read stays so long, for live views. */
    liveMs: 60_000,
    partitions: 8,
    /** A consumer that does not renew its lease of a partition for so long is taken for dead. */
    leaseMs: 3_000,
  },
  database: { poolSize: 10, connectMs: 5_000, statementMs: 30_000, pruneMs: 3_600_000 },
  outage: {
    /** What is away is said again after so long, then after twice that, up to the longest. */
    sayMs: 10_000,
    saySeldomMs: 300_000,
    /** It is tried again after so long, growing up to the longest. */
    retryMs: 250,
    retrySeldomMs: 5_000,
    /** A dependency that does not answer for so long is not ready. */
    probeMs: 5_000,
  },
  token: { accessSeconds: 15 * 60, callerSeconds: 60 },
  storage: { signedUrlSeconds: 900 },
  /** Two reviewers must agree on a reading that adds more than this. */
  review: { fourEyesM: 2_000_000 },
} as const
