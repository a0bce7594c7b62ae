/** What energy wants of chargers so that all at a site stay below its limit, and what it tells of sites. */
export interface EnergyEvents {
  /**
   * A charger is to keep a limit. What becomes of it is told by `ocpp.charge-point-command.changed` of `commandId`. Aggregate: the
   * transaction, or the station.
   */
  'energy.limit.requested': {
    commandId: string
    stationId: string
    /** The transaction that is limited; null: each transaction of the station that has no limit of its own. */
    transactionId: string | null
    evseNumber: number
    /** Amperes of each phase, or watts of all together. */
    unit: 'A' | 'W'
    limit: number
    /** After so many seconds without another word the charger is to keep to `fallback`, in the same unit. Null: the limit holds on. */
    holdSeconds: number | null
    fallback: number
    at: string
    expiresAt: string
  }
  /** What cars at a site may draw was decided anew; read the site for it. Aggregate: the site. */
  'energy.site.shared': { siteId: string }
}
