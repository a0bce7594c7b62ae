/** Limits of a charger's connection, in bytes and milliseconds unless the name says otherwise. */
export const OCPP_LIMITS = {
  /** How much the clocks of two chargers may differ when all is well. */
  clocksDifferMs: 15 * 60_000,
  /** How long the Started of a 2.x transaction that has ended is waited for; other parts: OCPP_PARTS_TIMEOUT_MS. */
  startedWaitMs: 24 * 3_600_000,
  /** A change of a charger's clock by less is not noted with its samples: it would be one more row written for each. */
  clockStepMs: 5_000,
  /** How often a charger that gives no answer, or had somebody there, is asked to hold a driver's slot, and for how long it is asked at least to give it up. */
  slotTries: 3,
  slotCancelMs: 60_000,
  /** Bytes of one message; the largest real ones (reports, certificates) have a tenth of it. */
  messageBytes: 256 * 1024,
  /** How much may wait for a charger that does not read; then it is cut off. */
  sendBufferBytes: 1024 * 1024,
  /** Messages that may wait for their turn before the socket is no longer read. */
  waitingCalls: 32,
  /** Messages of any kind per second of one charger, and how many it may send at once. More are not lost; they wait. */
  callsPerSecond: 50,
  callBurst: 200,
  /** A large message counts as one more for each of these bytes: what it says is stored, and a disk is finite. */
  bytesPerCall: 2 * 1024,
  identityLength: 48,
  /** Wrong passwords of one identity from one address within the window. After that, only a password known to be right is let in. */
  failedTries: 10,
  /** Wrong passwords of one address over all identities. After that, its tries are checked one at a time. */
  failedTriesOfAddress: 100,
  failedTriesWindowSeconds: 300,
  /** Passwords that are checked at once; the others wait. By default there are no more threads for it. */
  triesAtOnce: 4,
  /** Messages with samples that are answered in one transaction, and how many such transactions run at once. */
  plainTogether: 50,
  plainAtOnce: 2,
  /** Connections that are taken on or given up in one transaction, and how many such transactions run at once. */
  connectionsTogether: 100,
  connectionsAtOnce: 2,
  /** Chargers whose right password is known again without the cost of its hash, and for how long after they last came. */
  rememberedPasswords: 20_000,
  rememberedMs: 7 * 86_400_000,
  /** Connections of the pool that are kept for the bridge's own work. */
  connectionsForOwnWork: 2,
  /** Connections beside the pool for what operators ask of the graph: however much they ask, no charger waits for it. */
  connectionsForGraph: 4,
  /** Sockets of chargers that are not registered. */
  unknownChargePoints: 200,
  /** How long a charger's answer to a close is waited for when the process ends. */
  closeMs: 1_000,
  /** A process that has not renewed its entry for this time is dead, and its chargers are offline. */
  nodeDeadMs: 6_000,
  nodeRenewMs: 1_000,
  /** The longest a statement of the bridge may take: one that hangs would use up the charger's patience. */
  statementMs: 10_000,
  /**
   * How long a transaction of the bridge may do nothing. A process that is frozen in the middle of one holds a charger's lock, and the charger
   * must get through at another process within 5 s.
   */
  idleInTransactionMs: 3_000,
  /** The longest pause between tries of a kept message. */
  keptRetryMostSeconds: 600,
  repliesKeepHours: 72,
  /** Seconds for which a command waits for a charger that is offline. */
  commandWaitSeconds: { usual: 60, most: 7 * 86_400 },
  /** Stations that a filter of chargers may name. */
  stationsOfFilter: 1_000,
  /** Commands of one charger that are not over. */
  openCommands: 100,
  /** Of an address that is sent to a charger (1.6 and 2.0.1; 2.1 has room for 2,000). */
  locationLength: 512,
  /** How long a charger may say nothing of long work before it counts as stuck. An update may wait until nobody charges. */
  runQuietMs: { FIRMWARE: 24 * 3_600_000, LOG: 3_600_000 },
  /** Words of a charger that are kept of one run; then the last is replaced. */
  runStatuses: 100,
  /** Bytes of one log that a charger uploads, and of all that are kept of one charger: beyond it the oldest go. */
  logBytes: 64 * 1024 * 1024,
  logBytesOfCharger: 256 * 1024 * 1024,
  /** Uploads that a process takes at once, and how long one may take. */
  uploadsAtOnce: 16,
  uploadMs: 15 * 60_000,
  /** How long after the end of its run a log may still come. */
  lateUploadMs: 3_600_000,
  /**
   * Images that an operator uploads: bytes of one, how many of one owner and their bytes, how soon an announced one must come, how long a
   * charger may fetch it from when it is to begin, and how long before that it may be asked. A link of S3 is good for a week at most.
   */
  firmware: {
    bytes: 512 * 1024 * 1024,
    images: 100,
    bytesOfOwner: 8 * 1024 ** 3,
    uploadWithinMs: 3_600_000,
    fetchMs: 86_400_000,
    aheadMs: 6 * 86_400_000,
  },
  /** One command for many chargers. */
  bulk: {
    chargers: 20_000,
    /** Of one user that are not over. */
    open: 10,
    perMinute: { usual: 60, most: 600 },
    atOnce: { usual: 20, most: 200 },
    /** It pauses at this share of failures, of so many or more. */
    pauseAtFailedPercent: 50,
    judgedFrom: 10,
    /** Seconds for which chargers that are away are waited for. */
    waitSeconds: { usual: 3_600, most: 7 * 86_400 },
  },
  /** The longest that any operation waits for its answer. */
  longestCallMs: 60_000,
  /** Settings of a charger of 1.6 and variables of one of 2.x that are kept, and the characters of a value of 2.x, which is 2.x's own limit. */
  configurationKeys: 500,
  deviceVariables: 10_000,
  variableValue: 2_500,
  /** Parts of a report. */
  reportParts: 10_000,
  /** Settings and variables that are asked for or changed at once. */
  settingsAtOnce: 50,
  /** Chargers that are asked what they are in a round, after how many hours again, and how often rounds are. */
  askAtOnce: 10,
  askAgainHours: 24,
  askEveryMs: 5_000,
  /** Cards in the list of a charger and in one message, unless the charger says less; and how long ago they may have charged there, in days. */
  localListEntries: 500,
  localListAtOnce: 50,
  localListDays: 90,
  /** Lists that are looked at in a round, how often each is, and when one that was refused is sent again. */
  localListsAtOnce: 20,
  localListEverySeconds: 300,
  localListRetryMinutes: 60,
  /** Data transfers of one charger that are kept, and their bytes; the newest stay. */
  dataTransferRows: 1_000,
  dataTransferBytes: 1024 * 1024,
  /** Characters of what is sent to a charger by a data transfer. */
  dataTransferLength: 10_000,
  /** Charging profiles that are kept of one charger, and periods of one of them, which is 2.x's own limit. */
  chargingProfiles: 100,
  chargingPeriods: 1_024,
  /** Samples kept of a transaction without a known user and without current; the newest stay. */
  heldSamples: 1_000,
  /** Signed values kept of those samples, the first and the last ones, and of one moment. */
  heldSigned: 16,
  signedOfMoment: 4,
  /** Transactions of one charger that have not ended; a station has at most 512 connectors. */
  openTransactions: 512,
  /** Days for which rows stay that nobody works on any more. Uptime is told for 30 days. */
  /** Certificates of chargers: days for which they are good, how many a charger gets in a day, and from when it is asked to renew. */
  certificateDays: 397,
  certificatesPerDay: 5,
  certificateRenewDays: 30,
  certificateRenewEveryMs: 600_000,
  /** A new certificate is good since a little while ago: the charger's clock may be behind. */
  certificateBackdateMs: 3_600_000,
  /** How long a signed certificate waits for its charger. */
  certificateWaitMs: 86_400_000,
  certificateLength: 5_500,
  csrLength: 5_500,
  /** Security events that are kept of one charger. */
  securityEvents: 1_000,
  keepDays: {
    securityEvents: 365,
    certificates: 730,
    quarantine: 90,
    commands: 90,
    parts: 30,
    runs: 400,
    logs: 30,
    events: 90,
    intervals: 31,
    slots: 7,
    errors: 90,
    frames: 14,
    dataTransfers: 30,
  },
  /** What is kept of one charger; beyond it the oldest go. */
  ofOneCharger: { monitors: 1_000, displayMessages: 200, events: 2_000, intervals: 5_000, boots: 100, errors: 200 },
  /** The log of frames. Times in milliseconds. */
  frames: {
    /** Frames of a process that wait to be written, and their characters. Beyond either the oldest are left out. */
    waiting: 10_000,
    waitingBytes: 8 * 1024 * 1024,
    /** Characters of one charger that a process writes in an hour, and what each frame counts beside its text. A disk is finite. */
    hourOfCharger: 16 * 1024 * 1024,
    frameOverhead: 256,
    /** So many are written at once, and so often; sooner if somebody watches. */
    atOnce: 500,
    everyMs: 300,
    soonMs: 5,
    /** For how long a charger counts as watched, and how often that is said again. */
    watchedMs: 30_000,
    watchAgainMs: 10_000,
    /** Characters that are kept of a frame. */
    textLength: 4_096,
    /** The newest frames of a charger in which a text is looked for. */
    searched: 50_000,
    /** Searches for a text at once; of one person one. Each reads many frames. */
    searchesAtOnce: 2,
    /** Partitions are made so many days ahead. */
    daysAhead: 2,
  },
  /** What quarantine holds of one charger. Beyond it the oldest go, except stops that may still find their transaction. */
  quarantineRows: 1_000,
  /** Connectors of which one charger may speak, EVSEs and itself among them: each is kept for good, and told to every box that comes late. */
  connectors: 600,
  reasonLength: 2_000,
  /** What a person writes when a message is dismissed. */
  noteLength: 500,
  quarantineBytes: 4 * 1024 * 1024,
  /** Stops without a transaction, and kept messages, of one charger. More are not acknowledged. */
  openStops: 500,
  keptMessages: 10_000,
} as const

/** Why we close a socket; 4000 and up are our own (RFC 6455 §7.4.2). */
export const CLOSE = {
  goingAway: [1001, 'the server is stopping; connect again'],
  notText: [1003, 'OCPP-J messages are text'],
  superseded: [4000, 'a newer connection of this identity took over'],
  reauthenticate: [4001, 'the registration has changed; connect again'],
  sendBufferFull: [4002, 'the charger does not read what it is sent'],
  halfOpen: [4003, 'no answer to pings'],
  unanswered: [1013, 'the last message could not be kept just now; connect again and send it again'],
  failed: [1011, 'the connection could not be taken on; connect again'],
} as const satisfies Record<string, readonly [number, string]>

export type CloseReason = keyof typeof CLOSE
