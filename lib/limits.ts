import type { OcppVersion } from './events.ts'

/** Every limit that protects the platform, in one place. Sizes in bytes, times in milliseconds unless the name says otherwise. */
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
  graphql: {
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
  gateway: {
    /** Verified access tokens kept, so that their signature is checked once. */
    sessions: 10_000,
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
  token: { accessSeconds: 15 * 60, refreshSeconds: 30 * 24 * 3_600, callerSeconds: 60 },
  accounts: {
    passwordMin: 12,
    passwordMax: 256,
    /** However busy it is, a login ends after so long; an unused refresh token after `token.refreshSeconds`. */
    loginSeconds: 180 * 24 * 3_600,
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
  },
  /** Characters of what drivers show to chargers: the most that each version of OCPP has room for. */
  idToken: { least: 4, most: { '1.6': 20, '2.0.1': 36, '2.1': 255 } satisfies Record<OcppVersion, number>, groupName: 60 },
  /** A charger's Basic password, in characters: what both OCPP 1.6 and 2.x take. */
  stations: { passwordMin: 16, passwordMax: 40 },
  charging: {
    /** A charger may be offline for so long. What it tells of earlier times nobody can know: years of them are free to make up. */
    longAgoMs: 7 * 24 * 3_600_000,
    /** A clock that is set back while a vehicle charges makes the session shorter by so much at most. */
    clockSetBackMs: 60 * 60_000,
    /** Connectors deliver a little more than they are rated for, meters count in steps of up to a kWh, clocks tick in seconds. */
    aboveRatingFactor: 1.1,
    meterStepWh: 1_000,
    clockStepMs: 30_000,
    /** Sessions so near to each other at a connector share one such margin. */
    ratingWindowMs: 30 * 60_000,
    /** Meter values kept of one session: one every two seconds for more than a day. */
    meterValues: 50_000,
    /** Days that the meter values of a session stay after its end. Its records stay for ever. */
    meterValueDays: 400,
  },
  storage: {
    uploadBytes: 12 * 1024 * 1024,
    signedUrlSeconds: 900,
    /** A photo may come slowly: 12 MB at a third of a megabit a second. */
    uploadMs: 300_000,
  },
  photos: {
    /** Width times height of what is decoded at all; a decompression bomb says more. */
    pixels: 50_000_000,
    /** Shorter sides than this show nothing. */
    leastSide: 64,
    /** Longer sides than this are no camera's. */
    mostSide: 20_000,
    decodeMs: 10_000,
    /** Photos a user may ask to upload in a day, and that may wait to be judged at once. */
    perUserAndDay: 50,
    waitingPerUser: 10,
    /** A photo that was asked for and never submitted goes after so long. */
    unsubmittedHours: 24,
    captureSeconds: 600,
    /** Captures a user may start in an hour; most are never uploaded for. */
    capturesPerHour: 60,
    /** Photos that may wait for the workers of this process; more stay in the queue of jobs. */
    inFlight: 8,
    inferenceMs: 30_000,
  },
  odometer: {
    /** A photo is submitted within so many days: an old one would claim kilometres of before anybody looked. */
    oldestPhotoDays: 30,
    /** A driver's clock may run ahead by so much. */
    clockAheadMs: 60_000,
    /** Photos of a driver that may wait to be judged at once. */
    waitingPerUser: 10,
    /** What all have driven together is summed up at most so often. */
    totalsMs: 10_000,
  },
  community: {
    /** A deed is submitted within so many days, and a phone's clock may run ahead by so much. */
    oldestPhotoDays: 7,
    clockAheadMs: 5 * 60_000,
    /** A charging session proves a photo taken so near to its station and to its time; a photo waits so long for one. */
    stationM: 300,
    sessionSlackMs: 15 * 60_000,
    /** A session of less shows a cable that was plugged in, not a vehicle that charged. */
    sessionWh: 100,
    sessionWaitMs: 24 * 3_600_000,
    /** Events: how near one checks in by place, how often a code may be wrong (the database holds it too), and how many lie ahead. */
    checkInM: 200,
    wrongCodes: 5,
    openEventsPerHost: 20,
    eventAheadDays: 366,
    eventDays: 7,
  },
  review: {
    leaseSeconds: 900,
    /** Two reviewers must agree on a reading that adds more than this. */
    fourEyesM: 2_000_000,
    appealDays: 30,
  },
} as const
