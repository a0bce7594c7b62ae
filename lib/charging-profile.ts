/**
 * A limit for a charger over time, in the words of no version of OCPP. At one charger there is one profile for each purpose, stack level
 * and target (the EVSE, or the transaction): another one replaces it. Moments are ISO 8601.
 */
export interface ChargingProfile {
  purpose: ChargingProfilePurpose
  /** Of TX alone: the transaction, by the id of `ocpp.transaction.started`. */
  transactionId?: string | null | undefined
  /** 0, and when left out: the whole charger. Of TX, the transaction's EVSE is taken. */
  evseNumber?: number | null | undefined
  /** Of profiles of one purpose, the one with the highest level holds. */
  stackLevel: number
  /** Of all limits: watts of all phases together, or amperes of each phase. */
  unit: 'W' | 'A'
  /** In order; the first begins at 0. Each holds until the next. */
  periods: readonly ChargingProfilePeriod[]
  /** When the periods begin. Left out: with the transaction for TX and TX_DEFAULT, and at once for the others. */
  startAt?: string | null | undefined
  /** The periods begin again each day or week. */
  repeats?: 'DAILY' | 'WEEKLY' | null | undefined
  /** When the last period ends; left out: never, or where it is repeated. */
  durationSeconds?: number | null | undefined
  validFrom?: string | null | undefined
  validTo?: string | null | undefined
  /** Below it charging makes no sense, in `unit`. */
  minimum?: number | null | undefined
}

/**
 * What is limited: the whole charger; each transaction that has no profile of its own; one transaction. The last two are of OCPP 2.1.
 * EXTERNAL is what others impose on a charger of OCPP 2.x: it can be read, and not set.
 */
export type ChargingProfilePurpose = 'STATION_MAX' | 'TX_DEFAULT' | 'TX' | 'PRIORITY' | 'LOCAL_GENERATION' | 'EXTERNAL'

export interface ChargingProfilePeriod {
  startSeconds: number
  /** In tenths at most: what is finer is cut off. */
  limit: number
  phases?: number | null | undefined
}
