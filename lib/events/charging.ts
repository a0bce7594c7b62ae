/** What charging wants of chargers, and what it tells of sessions and their bills. */
export interface ChargingEvents {
  /** A driver wants to charge; the bridge has until `expiresAt` to tell the charger. Aggregate: the session. */
  'charging.start.requested': {
    commandId: string
    sessionId: string
    stationId: string
    evseNumber: number
    connectorNumber: number
    /** Made for this start alone. In older events without `userId` it is the driver's permanent identity, which no charger may see. */
    idToken: string
    userId?: string
    expiresAt: string
  }
  /** Somebody who may stop a session wants it to stop; the bridge has until `expiresAt` to tell the charger. */
  'charging.stop.requested': { commandId: string; sessionId: string; transactionId: string; stationId: string; expiresAt: string }
  /** The session changed; read it for its state. Aggregate of all session events: the session. */
  'charging.session.updated': { sessionId: string; userId: string | null }
  /** What a driver wants of a running session has changed. Aggregate: the session. */
  'charging.target.changed': {
    sessionId: string
    transactionId: string
    /** Energy of the whole session; null where it is not known how much is wanted. */
    energyWh: number | null
    /** When the driver wants to leave; null when they did not say. */
    readyBy: string | null
  }
  /** What a session costs whose charger shows it (`showsCost`): now and then while it runs, and when it is over. Aggregate: the session. */
  'charging.cost.changed': {
    sessionId: string
    transactionId: string
    /** With VAT. */
    amountMinor: number
    currency: string
    /** The session is over. */
    final: boolean
  }
  /** A person has ended a session that its charger does not end. What the charger says of it later corrects it. */
  'charging.session.closed': { sessionId: string; transactionId: string; stationId: string; endedAt: string }
  /** A session is complete. Emitted again, whole, when the charger corrects it or a person releases its bill. */
  'charging.session.completed': {
    sessionId: string
    userId: string | null
    stationId: string
    connectorId: string
    startedAt: string
    endedAt: string
    energyWh: number
    /** The bill waits for a person, because something is in doubt. Nothing is earned or paid on it meanwhile. */
    held: boolean
  }
  /** A charge detail record was issued. A record that takes another back (`creditOf`) has the same energy and the negative amount. */
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
