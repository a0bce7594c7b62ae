/**
 * Limits that hold in more than one box. Each box has a `limits.ts` of its own. Sizes are in bytes, times in milliseconds, unless the name
 * says otherwise.
 */
export const LIMITS = {
  http: {
    bodyBytes: 256 * 1024,
    /** Connections that may wait to be accepted; the system's own limit (somaxconn) holds too. */
    backlog: 4_096,
    headersTimeoutMs: 10_000,
    requestTimeoutMs: 30_000,
    keepAliveMs: 61_000,
    drainMs: 10_000,
    /** Requests of one connection that may wait behind one that is not answered yet. */
    pipelined: 32,
    /** A connection to what answers at once, and through which nothing has come for so long, is of somebody who does not read. */
    stalledMs: 30_000,
    /** Of one server that everybody may connect to. Each may have `pipelined` requests in line, which is about 150 kB. */
    connections: 4_096,
    /** How long `/ready` repeats what it has found before it looks again. */
    readyMs: 1_000,
  },
  /** Parsed documents that a subgraph keeps. The gateway makes them from whatever its clients send. */
  subgraph: { documentBytes: 16 * 1024 * 1024 },
  /** `perTable`: pages in one part of a table. */
  page: { default: 20, max: 100, perTable: 20 },
  /** Of a document that a client sends, or has in its manifest. */
  document: {
    /** Fields inside each other. Ours are never deeper than nine. */
    depth: 12,
    /** With an alias each a field could be asked for without end. */
    aliases: 30,
    /** Each is looked at wherever it stands. */
    directives: 50,
    /** Read before the document is: a longer one costs too much to parse. */
    tokens: 4_000,
    /** Selections of a document with its fragments written out. Our clients' have 80, the introspection of tools has 400. */
    selections: 2_500,
    /** Fields that are repeated at the same place. */
    repeats: 200,
    /** Selection sets inside each other, those of fragments too. */
    nesting: 40,
    /** Brackets inside each other, those of lists and objects too. How deep the stack can go differs from one process to the next. */
    brackets: 100,
  },
  events: {
    /** How often handling an event is tried before the event becomes a dead letter. */
    tries: 5,
    /** How many events a box handles at once. More would wait for the pool, be given up and tried again, and delay requests. */
    handledAtOnce: 8,
    retryMs: 100,
    /** How often a box looks for dead letters that are to be handled again. */
    replayMs: 5_000,
    relayBatch: 200,
    relayPollMs: 1_000,
    /** How long published events are kept, to be published again if the bus loses its memory. */
    keepMs: 7 * 24 * 3_600_000,
    /** How many entries of a partition some group may leave unread; then publishing waits. */
    streamLength: 100_000,
    /** How long entries stay that every group has read, for live views. */
    liveMs: 60_000,
    partitions: 8,
    /** A consumer that has not renewed its lease of a partition for this time counts as dead. */
    leaseMs: 3_000,
  },
  database: {
    poolSize: 10,
    connectMs: 5_000,
    statementMs: 30_000,
    /** How long a transaction may do nothing: the locks of a process that is frozen would otherwise be kept for as long as it is. */
    idleInTransactionMs: 60_000,
    /** How often the server looks whether somebody still waits for a statement. */
    clientCheckMs: 1_000,
    pruneMs: 3_600_000,
  },
  outage: {
    /** When the log says again that something is away; the time doubles up to the longest. */
    sayMs: 10_000,
    saySeldomMs: 300_000,
    /** When it is tried again; the time grows up to the longest. */
    retryMs: 250,
    retrySeldomMs: 5_000,
    /** For so long a process that starts tries again, before it ends and leaves it to whoever runs it. */
    startMs: 120_000,
    /** A dependency that does not answer within this time is not ready. */
    probeMs: 5_000,
  },
  /** `freshSeconds`: how long after a sign-in what a stolen access token must not do needs no other one. */
  /** A login ends after `loginSeconds`, even if it is used; unused, after `refreshSeconds`. */
  token: { accessSeconds: 15 * 60, callerSeconds: 60, freshSeconds: 600, loginSeconds: 180 * 86_400, refreshSeconds: 30 * 86_400 },
  storage: { signedUrlSeconds: 900 },
  /** A reading that adds more than this needs two reviewers who agree. */
  review: { fourEyesM: 2_000_000 },
} as const
