/** A charger's Basic password, in characters: what both OCPP 1.6 and 2.x take. */
export const STATIONS_LIMITS = { passwordMin: 16, passwordMax: 40 } as const
