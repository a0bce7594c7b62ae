export const STATIONS_LIMITS = {
  /** A charger's Basic password, in characters: what both OCPP 1.6 and 2.x take. */
  passwordMin: 16,
  passwordMax: 40,
  /** Keys of an EVSE that have not ended, or did in the last days. At a session's end each signed value may be tried with each of them. */
  meterKeys: 20,
  meterKeyDays: 14,
} as const
