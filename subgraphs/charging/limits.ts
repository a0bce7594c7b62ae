/** Limits of what we believe of chargers, and of what is kept of a session. */
export const CHARGING_LIMITS = {
  /** Milliseconds of a running session after which a charger that shows its cost is told it again. */
  costEveryMs: 30_000,
  /** How long a charger may be offline. Nobody can check what it tells of earlier times: years could be invented. */
  longAgoMs: 7 * 24 * 3_600_000,
  /** By how much a clock that is set back while a vehicle charges can shorten the session. */
  clockSetBackMs: 60 * 60_000,
  /** Margin: connectors deliver a little more than their rating, meters count in steps of up to a kWh, clocks tick in seconds. */
  aboveRatingFactor: 1.1,
  meterStepWh: 1_000,
  clockStepMs: 30_000,
  /** Sessions within this time at a connector share one margin. */
  ratingWindowMs: 30 * 60_000,
  /** No vehicle takes more in one session. A reading that says so is wrong. */
  energyWh: 10_000_000,
  /** A proposal to correct a bill that nobody has decided on after this time is closed. */
  correctionDays: 14,
  correctionsPerSession: 20,
  /** Parking after a charge is billed for so long at most: `session.parked_until` has the same in its check. */
  standsMs: 24 * 3_600_000,
  /** How long a record waits for a word on the connector. Chargers say Finishing a moment after the stop. */
  statusWaitMs: 30_000,
  /** A charger that is offline for longer sees no vehicle stand there. */
  offlineMs: 60_000,
  /** How often the cost of a vehicle that stands there is counted. */
  parkingCountMs: 60_000,
  /** A session stops when it would come to what was blocked for it within this time: the command and the car need some. */
  limitAheadMs: 120_000,
  /** So long a charger may say nothing of what flows; then its connector is taken to give all that it can. */
  meterSilentMs: 10 * 60_000,
  /** The share of what was blocked at which its driver is told that it is near. */
  limitNear: 0.8,
  /** How often a running session with a limit is looked at while its charger is silent, and asked again to stop. */
  limitEveryMs: 10_000,
  stopAgainMs: 60_000,
  /** How many of them one transaction locks. */
  limitsAtOnce: 100,
  /** For so long a charger that does not stop is asked again. After that only a person can do something. */
  stopForMs: 24 * 3_600_000,
  /** Days that a hold is kept that began no session. */
  holdDays: 30,
  /** How far outside of its driver's slot a start may lie that a charger had queued: its clock may be wrong. */
  slotClockMs: 15 * 60_000,
  /** Days that a slot is kept after its end. */
  slotDays: 30,
  /** How long before somebody else's slot who charges there is told. */
  slotSoonMs: 15 * 60_000,
  /** Meter values kept of one session: one every two seconds for more than a day. */
  meterValues: 50_000,
  /** Months that a driver's statistics show at once. */
  statisticsMonths: 120,
  /** Days of which the use of stations is counted at once. */
  useDays: 93,
  /** Days of which records are added up at once. */
  totalsDays: 400,
  /** How far back a price is asked for as of now, how far ahead one may be asked for, and for how long. */
  quoteBackMs: 10 * 60_000,
  quoteAheadMs: 366 * 24 * 3_600_000,
  quoteSeconds: 7 * 24 * 3_600,
  /** Points of a power profile. */
  profilePoints: 500,
  /** Power profiles that a process draws at once; of one person one. Each reads all samples of its session. */
  profilesAtOnce: 4,
  /** Connections beside the pool for what people ask of the graph: however much they ask, what chargers say is handled. */
  connectionsForGraph: 10,
  /** So long before standing there costs something its driver is told, where the tariff does not say, and how many one transaction takes. */
  idleNoticeMs: 5 * 60_000,
  idleAtOnce: 100,
  /** How far ahead a driver may say when they leave. */
  readyByDays: 14,
  /** So many days after its end a session keeps one meter value for each stretch of so many seconds; before, all that came. */
  meterValueDetail: [
    { afterDays: 60, everySeconds: 60 },
    { afterDays: 180, everySeconds: 15 * 60 },
  ],
  /** Signed values kept of one session before its end, and more of those that come with the end. Each is checked when it ends. */
  signedValues: 32,
  signedValuesAtEnd: 8,
  /** By how much a signed register and the unsigned one may differ, in Wh, beside what the signed one's last decimal hides. */
  signedDiffersWh: 10,
  /** The most that a last decimal is believed to hide: some chargers leave zeros away, and 1000 kWh may be exact. */
  signedCoarsestWh: 100,
  /** How far outside of its session a signed reading may lie by a synchronised clock: the other clock may be wrong. */
  signedClockMs: 60 * 60_000,
  /** Days after its end that a session is still checked with a key that was not known then. */
  signedKeyDays: 7,
  /** Days that the meter values of a session stay after its end. Its records stay for ever. */
  meterValueDays: 400,
  /** For so many months from this one on there are partitions of meter values. */
  meterValueMonthsAhead: 2,
} as const
