/** Limits of sites, and of how cars are followed there. Currents in amperes of each phase. */
export const ENERGY_LIMITS = {
  sitesPerOperator: 1_000,
  stationsPerSite: 500,
  nameCharacters: 200,
  /** A car that is said to draw more than this draws this: chargers have told of anything. */
  powerW: 1_000_000_000,
  /** A building's meter that has said nothing for so long is not believed any more. */
  buildingLoadMs: 60_000,
  /** Changes below this are not told: a charger would hear nothing else. */
  worthTellingA: 0.5,
  /** A charger hears of a higher limit so often at most. A lower one is told at once. */
  raiseEveryMs: 10_000,
  /** After so many seconds without another word a charger falls back. It hears its limit again long before. */
  holdSeconds: 900,
  tellAgainMs: 300_000,
  /** How long a limit waits for a charger that is offline. */
  waitMs: 30_000,
  /** A car that draws so much more than its charger has said yes to, for so long, does not follow. */
  aboveA: 1,
  aboveFactor: 1.1,
  aboveMs: 60_000,
  /** A charger that has not answered to a limit for so long does not follow either. */
  unheardMs: 60_000,
  /** A car that draws less than it may is given so much more than it draws; the rest goes to others. */
  unusedFactor: 1.25,
  unusedA: 1,
  /** So long it may take until a car draws what it was told. */
  followMs: 60_000,
  keepEndedDays: 30,
} as const
