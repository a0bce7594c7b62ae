/** Limits of what clients may ask, hold and be sent, and of what subgraphs may answer. */
export const GATEWAY_LIMITS = {
  /** Of a document. */
  document: {
    depth: 12,
    aliases: 30,
    directives: 50,
    tokens: 4_000,
    /** Selections of a document with its fragments written out; ours have 80, the introspection of tools 400. */
    selections: 2_500,
    /** Fields that stand again where they stand already. */
    repeats: 200,
    /** Selection sets below each other, those of fragments too. */
    nesting: 40,
    /** Faults of the variables that an answer lists. */
    variableErrors: 20,
    cost: 20_000,
  },
  /** Verified access tokens kept, so that their signature is checked once. */
  principals: 10_000,
  /** Documents kept with their plans: those that a signed-in caller has sent, and the rest. */
  documentBytes: { signedIn: 96 * 1024 * 1024, anonymous: 32 * 1024 * 1024 },
  connectionsPerSubgraph: 64,
  connectMs: 2_000,
  /** A subgraph's stream without a byte (they ping every 12 s) for so long is taken for dead. */
  idleStreamMs: 40_000,
  eventBytes: 1024 * 1024,
  /** What a subgraph may answer; all that a query may cost comes to less. */
  answerBytes: 16 * 1024 * 1024,
  /** Errors in an answer of a subgraph, and in one to a client; characters of their messages and extensions. */
  errors: 100,
  errorCharacters: 2_000,
  /** Nesting of a scalar's value and length of an error's path; deeper ones are no value of ours. */
  valueDepth: 64,
  subscriptionsPerSocket: 50,
  /** Sockets, and subscriptions over any transport, of one address at once; a whole office may stand behind one. */
  socketsPerAddress: 200,
  subscriptionsPerAddress: 1_000,
  /** What a subscription, or a connection_init, may hold of our memory: they stay as long as the client likes. */
  heldBytes: 64 * 1024,
  /** So much may wait to be read by a socket's client; then nothing more is read from it. */
  unsentBytes: 1024 * 1024,
  connectionInitMs: 5_000,
  /** So much of a senseless answer goes to the log. */
  loggedBytes: 500,
} as const
