/** What charging wants of chargers, and what it tells of sessions and their bills. */
export interface ChargingEvents {
  /** A driver wants to charge; the bridge has until `expiresAt` to tell the charger. Aggregate: the session. */
  'charging.start.requested': {
    commandId: string
    sessionId: string
    stationId: string
    evseNumber: number
    connectorNumber: number
    /** Made for this start alone; in events of before `userId` was told, the driver's permanent identity, which no charger may see. */
    idToken: string
    userId?: string
    expiresAt: string
  }
  /** Somebody who may wants a session to stop; the bridge has until `expiresAt` to tell the charger. */
  'charging.stop.requested': { commandId: string; sessionId: string; transactionId: string; stationId: string; expiresAt: string }
  /** The session changed; read it for its state. Aggregate of all session events: the session. */
  'charging.session.updated': { sessionId: string; userId: string | null }
  /** A person has ended a session that its charger does not end. What the charger says of it later corrects it. */
  'charging.session.closed': { sessionId: string; transactionId: string; stationId: string; endedAt: string }
  /** A session is complete; emitted again, whole, when the charger corrects it or a person lets its bill go. */
  'charging.session.completed': {
    sessionId: string
    userId: string | null
    stationId: string
    connectorId: string
    startedAt: string
    endedAt: string
    energyWh: number
    /** The bill waits for a person: flagged meter values. Nothing is earned or paid on it meanwhile. */
    held: boolean
  }
  /** A charge detail record was issued. One that takes another back (`creditOf`) tells the same energy, and the amount turned round. */
  'charging.cdr.issued': {
    cdrId: string
    sessionId: string
    userId: string | null
    stationId: string
    energyWh: number
    amountMinor: number
    currency: string
    /** The record this one takes back; null for a first record. */
    creditOf: string | null
  }
}
