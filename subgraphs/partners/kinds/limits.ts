/** Limits of webhooks. The table `webhook_message` has `dataBytes` in its check. */
export const WEBHOOK_LIMITS = {
  endpointsPerClient: 10,
  /** Of all clients of a partner, and of all in the sandbox: each fact is written for each of them. */
  endpointsPerOwner: 20,
  urlCharacters: 2_048,
  descriptionCharacters: 200,
  /** How long the old secret signs beside the new one. */
  overlapHours: { default: 24, most: 7 * 24 },
  /** Of what a message tells. What is longer is told by its ids alone. */
  dataBytes: 19_000,
  /** A station changes its availability more often than anybody wants to be told: one message tells of all that came in this time. */
  gatherMs: 10_000,
  /** Pauses before the second try and those after: ten tries in 75 hours. Each differs by as much as this part of it. */
  pausesMs: [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000],
  pausePart: 0.1,
  /** The longest rest that a receiver may ask for. */
  retryAfterMostMs: 86_400_000,
  /** So long an endpoint may fail without one success until it is switched off. */
  failingDays: 5,
  answerMs: 15_000,
  answerBytes: 1_024,
  /** Longer than a try: while one is under way nobody else begins it. */
  leaseMs: 30_000,
  /** Tries at once: of a process, of an endpoint, and of one that has failed so often in a row. Those that fail share half of all. */
  atOnce: 256,
  perEndpoint: 16,
  perDeadEndpoint: 1,
  deadAfter: 5,
  /** Messages that one round of a replay adds to the queue, which has at most twice as many of them. */
  replayedAtOnce: 500,
  /** Of an endpoint in 24 hours, by all its replays. */
  replayedPerDay: 50_000,
  /** Messages that wait for an endpoint. With more the oldest fail. */
  waiting: 10_000,
  overflowMs: 60_000,
  /** Tries of a message that are kept, the last ones: replays begin anew. */
  attemptsKept: 20,
  /** How long messages are kept. */
  keepDays: 30,
  sweepMs: 1_000,
} as const
