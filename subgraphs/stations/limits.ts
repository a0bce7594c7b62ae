export const STATIONS_LIMITS = {
  /** How identities of the sandbox begin, in any case, and no others: the database holds it. */
  sandboxIdentity: 'SBX-',
  /** A charger's Basic password, in characters: what both OCPP 1.6 and 2.x take. */
  passwordMin: 16,
  passwordMax: 40,
  /** Keys of an EVSE that have not ended, or did in the last days. At a session's end each signed value may be tried with each of them. */
  meterKeys: 20,
  meterKeyDays: 14,
  /** Opening hours of a station: regular ones of a week, and exceptions. */
  hours: 50,
  exceptions: 100,
  /** What is blocked before a session, by the highest price of its tariff: nobody charges a thousand kWh, or for a thousand hours. */
  preauthorizeTimesPrice: 1_000,
  /** A preview of a price: how long it may charge and stay, and how much. */
  previewSeconds: 7 * 24 * 3_600,
  previewWh: 10_000_000,
  /** EVSEs of a station, and connectors of an EVSE, that are in use. */
  evses: 64,
  connectors: 8,
  /** Stations that one subscription watches: by their ids, or all in a box. */
  watchedIds: 200,
  watchedInBox: 1_000,
  /** Faults that a user may report in a day. */
  faultsPerDay: 10,
  /** Words of a text that are looked for; more are left out. */
  words: 10,
  /** Cells of the map in one answer. A map of 4096 by 2048 points has so many; for more of it, cells are larger. */
  cells: 2_048,
  /** Drivers who may use a private station; every change of it tells the other boxes of all. */
  guests: 500,
  guestsAtOnce: 100,
  /** Days that a connector's uptime is kept, and of how many it is told at once: NEVI's rule looks at twelve months. */
  uptimeDays: 800,
  uptimeRangeDays: 366,
  /** How far around a place is searched, in metres. */
  withinM: 500_000,
} as const
