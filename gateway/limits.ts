/** Limits of what clients may ask, hold and be sent, and of what subgraphs may answer. */
export const GATEWAY_LIMITS = {
  /** Of a document. */
  document: {
    depth: 12,
    aliases: 30,
    directives: 50,
    tokens: 4_000,
    /** Selections of a document with its fragments written out. Our clients' have 80, the introspection of tools has 400. */
    selections: 2_500,
    /** Fields that are repeated at the same place. */
    repeats: 200,
    /** Selection sets inside each other, those of fragments too. */
    nesting: 40,
    /** How many faults of the variables an answer lists. */
    variableErrors: 20,
    cost: 20_000,
  },
  /** Characters of what a client says of itself that subgraphs are told. */
  clientAgent: 300,
  /** Denied logins, and denied users, that are known at a time; of more the oldest are forgotten. */
  denials: 100_000,
  /** How often accounts is asked for denials: with a bus that tells them at once, and without. */
  denialsEveryMs: { told: 60_000, untold: 5_000 },
  /** API keys: how long is believed what was asked of them (longer if partners is away), how many are kept, how often those in use are checked. */
  keys: {
    freshMs: 10_000,
    graceMs: 60_000,
    kept: 10_000,
    checkEveryMs: { told: 60_000, untold: 10_000 },
    /** Keys that do not exist, from one address in a minute. Each is asked for. */
    wrongKeys: 60,
  },
  /** Texts that clients send by their hash alone: those of signed-in callers, and of others; how long such a text may be in Redis, and how many. */
  persisted: {
    textBytes: { signedIn: 16 * 1024 * 1024, anonymous: 8 * 1024 * 1024 },
    shared: { bytes: 16 * 1024, slots: 2_048, seconds: 24 * 3_600 },
  },
  /** Operations of manifests: how long is believed that they are served, and the bytes of those that are kept; then how many that are not there. */
  manifests: { freshMs: 10_000, graceMs: 60_000, keptBytes: 32 * 1024 * 1024, unknownKept: 10_000 },
  /**
   * Calls of clients: how often they are reported, how many at once, how many are kept while partners is away; how many of a client whose
   * hour is used up, which could send as many as it likes; and how long an address may be. A report that partners cannot take would hold up
   * all that come after it.
   */
  usage: { everyMs: 5_000, perReport: 500, kept: 20_000, refusedKept: 10, addressCharacters: 45 },
  /** Of an operation's name, wherever it is noted. */
  operationNameCharacters: 100,
  /** Verified access tokens kept, so that their signature is checked once. */
  principals: 10_000,
  /** Documents kept with their plans: those that a signed-in caller has sent, and the rest. */
  documentBytes: { signedIn: 96 * 1024 * 1024, anonymous: 32 * 1024 * 1024 },
  /** Ended things that the cache of answers remembers. Past that it forgets all answers. */
  cacheEnds: 50_000,
  /** Answers that gateways keep for each other in Redis. */
  sharedAnswers: {
    /** Places for them, of one graph. A newer answer takes the place of another, so they never hold more than places times bytes: 128 MiB. */
    slots: 8_192,
    /** Of one answer as it is kept there; a longer one is not. */
    bytes: 16 * 1024,
    /** An answer of so many characters or more is compressed for it. */
    compressedFrom: 1_024,
    /** How long it is known that a thing has ended: longer than any answer is kept, and any fetch of one takes. */
    endsMs: 900_000,
    /** When no gateway has said for so long that it hears events, nothing that is kept there is believed. */
    heardMs: 2_000,
    /** How often a gateway says so. */
    heardEveryMs: 500,
    /** Things that have ended and wait to be told to Redis. With more of them all answers there end. */
    endsWaiting: 10_000,
    /** Questions and answers that are on their way to Redis. With more of them it is left alone. */
    onTheWay: 500,
    /** How long Redis is left alone after a fault. */
    leftAloneMs: 1_000,
  },
  /** Questions that are asked most, which a gateway asks when it starts. */
  warming: {
    /** How often a gateway tells Redis what it was asked, and how many questions at once. */
    everyMs: 60_000,
    told: 100,
    /** Who asks so often in that time makes a question one of those. A place that one person looks at is none. */
    leastHits: 3,
    /** Questions that a gateway counts at a time. */
    counted: 5_000,
    /** Questions that Redis keeps, for how long after the last telling, and the characters of one. */
    kept: 300,
    keptSeconds: 86_400,
    characters: 8_192,
    /** Questions that are asked at the start, and how many at a time. */
    asked: 200,
    atOnce: 8,
  },
  /** How often the supergraph's file is looked at. */
  supergraphEveryMs: 1_000,
  /** Pauses between the steps in which another supergraph is loaded: what has waited for a step is done in them. */
  loadPauseMs: 100,
  /** Subscriptions go on with the graph that they began on, of so many graphs. When there is another, those of the oldest must begin anew. */
  graphs: 3,
  connectionsPerSubgraph: 64,
  connectMs: 2_000,
  /** A subgraph's stream without a byte for this time counts as dead (they ping every 12 s). */
  idleStreamMs: 40_000,
  /** How often a client of a multipart subscription hears that we are there. Proxies give a silent stream up after a minute. */
  heartbeatMs: 12_000,
  eventBytes: 1024 * 1024,
  /** Bytes of a subgraph's answer. The most that a query may cost is less. */
  answerBytes: 16 * 1024 * 1024,
  /** Errors in an answer of a subgraph, and in one to a client; then the characters of their messages and extensions. */
  errors: 100,
  errorCharacters: 2_000,
  /** Nesting of a scalar's value, and length of an error's path. Ours are never deeper. */
  valueDepth: 64,
  /** Pairs of operation and client that have a histogram of their own: those of signed-in callers, and the rest. */
  observed: { signedIn: 400, strangers: 100, nameCharacters: 60, forgottenAfterMs: 3_600_000, sweepMs: 60_000 },
  /** Answers to queries are compressed from this length on. */
  compressedFromBytes: 1024,
  subscriptionsPerSocket: 50,
  /** Sockets, and subscriptions over any transport, at once: of one address, which a whole office may share, and of one user or API key. */
  socketsPerAddress: 200,
  socketsPerCaller: 100,
  subscriptions: { perAddress: 1_000, perCaller: 2_000 },
  /** What gateways hold is counted in Redis under leases: what one held that has died is forgotten after this time. */
  held: { leaseMs: 15_000, renewMs: 5_000 },
  /**
   * Subscriptions that share a stream: how long who comes later is given the last state in place of a stream of its own, and how long a state
   * may be for that, because it is kept for as long as somebody watches.
   */
  shared: { stateMs: 30_000, stateBytes: 64 * 1024 },
  /** Requests are counted in windows of an hour. One counts as another for each so many fields that it may read. */
  requests: {
    windowMs: 3_600_000,
    fieldsPerRequest: 500,
    /** Clients whose windows a process remembers: some 20 MB. */
    clientsKept: 100_000,
  },
  /** Counting by several gateways: points are taken from Redis in advance. */
  sharedCounts: {
    /** This share of what a client has left, up to so many requests. */
    aheadShare: 0.05,
    aheadMost: 50,
    /** After so long what was taken and not used is given back. */
    heldMs: 5_000,
    /** How long Redis is left alone after a fault. Where it hangs, every request would wait for it otherwise. */
    leftAloneMs: 1_000,
  },
  /** Bytes of our memory that a subscription or a connection_init may hold. They stay as long as the client likes. */
  heldBytes: 64 * 1024,
  /** How much may wait for a socket's client to read it; then nothing more is read from the client. */
  unsentBytes: 1024 * 1024,
  connectionInitMs: 5_000,
  /** How much of a senseless answer is logged. */
  loggedBytes: 500,
} as const
