/** Limits of what clients may ask, hold and be sent, and of what subgraphs may answer. */
export const GATEWAY_LIMITS = {
  /** Of a document, beside what `LIMITS.document` says. */
  document: {
    /** How many faults of the variables an answer lists. */
    variableErrors: 20,
    /** Fields that an operation may read, by the sizes of its pages. */
    cost: 20_000,
  },
  /** Characters of what a client says of itself that subgraphs are told. */
  clientAgent: 300,
  /** Denied logins, and denied users, that are known at a time; of more the oldest are forgotten. */
  denials: 100_000,
  /** How often accounts is asked for denials. */
  denialsEveryMs: {
    /** With a bus that tells them at once: one may have passed while nobody listened. */
    told: 60_000,
    /** Without a bus: for so long somebody whose login has ended may go on. */
    untold: 5_000,
  },
  /** API keys. */
  keys: {
    /** How long is believed what was asked of a key. */
    freshMs: 10_000,
    /** The same while partners is away. */
    graceMs: 60_000,
    /** Keys that are known at a time, and as many that are known not to exist. */
    kept: 10_000,
    /** How often the keys of open sockets and streams are checked. */
    checkEveryMs: {
      /** With a bus that tells of a change at once. */
      told: 60_000,
      /** Without a bus. */
      untold: 10_000,
    },
    /** Keys that do not exist, from one address in a minute. Each is asked for. */
    wrongKeys: 60,
  },
  /** Texts that clients send by their hash alone. */
  persisted: {
    /** Bytes of memory for them. */
    textBytes: {
      /** Of signed-in callers. */
      signedIn: 16 * 1024 * 1024,
      /** Of strangers, who push out only each other's. */
      anonymous: 8 * 1024 * 1024,
    },
    /** What Redis keeps of them. */
    shared: {
      /** Of one text; a longer one is not kept there. */
      bytes: 16 * 1024,
      /** Places for texts. A newer one takes the place of another. */
      slots: 2_048,
      /** How long one stays. */
      seconds: 24 * 3_600,
    },
  },
  /** Operations of manifests. */
  manifests: {
    /** How long is believed that one is served. */
    freshMs: 10_000,
    /** The same while partners is away. */
    graceMs: 60_000,
    /** Bytes of memory for them. */
    keptBytes: 32 * 1024 * 1024,
    /** Hashes that are known not to be served. */
    unknownKept: 10_000,
  },
  /** Calls of clients. A report that partners cannot take would hold up all that come after it. */
  usage: {
    /** How often they are reported. */
    everyMs: 5_000,
    /** Of one report. */
    perReport: 500,
    /** Calls that are kept while partners is away; later ones are lost, and counted as such. */
    kept: 20_000,
    /** Refusals of a client in one report whose hour or day is used up. It could send as many as it likes. */
    refusedKept: 10,
    /** Of an address; what is longer is none. */
    addressCharacters: 45,
  },
  /** Of an operation's name, wherever it is noted. */
  operationNameCharacters: 100,
  /** Verified access tokens kept, so that their signature is checked once. */
  principals: 10_000,
  /** Bytes of memory for documents with their plans. */
  documentBytes: {
    /** Those that a signed-in caller has sent. */
    signedIn: 96 * 1024 * 1024,
    /** The rest: strangers push out only each other's. */
    anonymous: 32 * 1024 * 1024,
  },
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
    /** How often a gateway tells Redis what it was asked. */
    everyMs: 60_000,
    /** Questions that it tells at once. */
    told: 100,
    /** Who asks so often in that time makes a question one of those. A place that one person looks at is none. */
    leastHits: 3,
    /** Questions that a gateway counts at a time. */
    counted: 5_000,
    /** Questions that Redis keeps. */
    kept: 300,
    /** How long after the last telling it keeps them. */
    keptSeconds: 86_400,
    /** Of one question; a longer one is not counted. */
    characters: 8_192,
    /** Questions that are asked at the start. */
    asked: 200,
    /** So many of them at a time: subgraphs have others to answer. */
    atOnce: 8,
  },
  /** How often the supergraph's file is looked at. */
  supergraphEveryMs: 1_000,
  /** Pauses between the steps in which another supergraph is loaded: what has waited for a step is done in them. */
  loadPauseMs: 100,
  /** Subscriptions go on with the graph that they began on, of so many graphs. When there is another, those of the oldest must begin anew. */
  graphs: 3,
  /** Connections to one subgraph; a fetch beyond them waits. */
  connectionsPerSubgraph: 64,
  /** How long a connection to a subgraph may take. */
  connectMs: 2_000,
  /** A subgraph's stream without a byte for this time counts as dead (they ping every 12 s). */
  idleStreamMs: 40_000,
  /** How often a client of a multipart subscription hears that we are there. Proxies give a silent stream up after a minute. */
  heartbeatMs: 12_000,
  /** Bytes of one event in a subgraph's stream. */
  eventBytes: 1024 * 1024,
  /** Bytes of a subgraph's answer. The most that a query may cost is less. */
  answerBytes: 16 * 1024 * 1024,
  /** Errors in an answer of a subgraph, and in one to a client. */
  errors: 100,
  /** Characters of an error's message, and of its extensions. */
  errorCharacters: 2_000,
  /** Nesting of a scalar's value, and length of an error's path. Ours are never deeper. */
  valueDepth: 64,
  /** Pairs of operation and client that have a histogram of their own. */
  observed: {
    /** Of signed-in callers. */
    signedIn: 400,
    /** Of strangers, who can make names up. */
    strangers: 100,
    /** Of a name; a longer one counts among the others. */
    nameCharacters: 60,
    /** A pair that nobody used for so long gives its place up. */
    forgottenAfterMs: 3_600_000,
    /** How often such pairs are looked for. */
    sweepMs: 60_000,
  },
  /** What is reported to Apollo, where it is. */
  apolloReport: {
    /** How often a report is sent. */
    everyMs: 20_000,
    /** Operations of one report. */
    operations: 1_000,
    /** Of an operation's signature. One with a longer one is not reported: strangers could fill the memory with them. */
    signatureCharacters: 10_000,
    /** Bytes of traces in one report. An operation whose trace has no room is counted without it. */
    traceBytes: 2 * 1024 * 1024,
    /** Reports that wait while Apollo cannot be reached. Of more the oldest are lost. */
    waiting: 10,
    /** How long the sending of one may take. */
    sendMs: 10_000,
  },
  /** Answers to queries are compressed from this length on. */
  compressedFromBytes: 1024,
  /** Operations of one socket at once. */
  subscriptionsPerSocket: 50,
  /** Sockets of one address at once. A whole office may share it. */
  socketsPerAddress: 200,
  /** Sockets of one user or API key at once. */
  socketsPerCaller: 100,
  /** Subscriptions at once, over any transport. */
  subscriptions: {
    /** Of one address. */
    perAddress: 1_000,
    /** Of one user or API key. */
    perCaller: 2_000,
  },
  /** What gateways hold is counted in Redis under leases. */
  held: {
    /** What a gateway held that has died is forgotten after this time. */
    leaseMs: 15_000,
    /** How often a gateway says that it lives. */
    renewMs: 5_000,
  },
  /** Subscriptions that share a stream. */
  shared: {
    /** For how long who comes later is given the last state in place of a stream of its own. */
    stateMs: 30_000,
    /** Of such a state. It is kept for as long as somebody watches. */
    stateBytes: 64 * 1024,
  },
  /** Counting of requests. */
  requests: {
    /** The window for which they are counted. It begins with a client's first. */
    windowMs: 3_600_000,
    /** An operation counts as one request for each so many fields that it may read. */
    fieldsPerRequest: 500,
    /** Clients whose windows a process remembers: some 20 MB. */
    clientsKept: 100_000,
  },
  /** Counting by several gateways: points are taken from Redis in advance. */
  sharedCounts: {
    /** The share of what a client has left. */
    aheadShare: 0.05,
    /** No more than so many requests. */
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
  /** How long a new socket may take to send its connection_init. */
  connectionInitMs: 5_000,
  /** How much of a senseless answer is logged. */
  loggedBytes: 500,
} as const
