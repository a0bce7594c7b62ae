import type { StationAddress } from './stations.ts'
import type { CostLine } from '../tariff/cost.ts'

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
    /** The blocked amount that it begins with. Absent: none, also from older events. */
    holdId?: string
    /** The driver's slot that it uses. Absent: none, also from older events. */
    reservationId?: string
    expiresAt: string
  }
  /** Somebody who may stop a session wants it to stop; the bridge has until `expiresAt` to tell the charger. */
  'charging.stop.requested': { commandId: string; sessionId: string; transactionId: string; stationId: string; expiresAt: string }
  /** A session has begun, by what its charger says. Once a session. Aggregate: the session. */
  'charging.session.started': {
    sessionId: string
    /** Null: nobody of the platform's, e.g. a card of others or a partner's customer. */
    userId: string | null
    stationId: string
    /** Absent where it is not known, and from older events. */
    connectorId?: string
    startedAt: string
    /** It comes to light late. */
    offline: boolean
  }
  /**
   * A driver's vehicle takes nothing, stands there still, and pays for that from `billedFrom` on, by the charger's clock. Once each time that it
   * begins to stand. Aggregate: the session.
   */
  'charging.idle.near': { sessionId: string; userId: string; stationId: string; billedFrom: string }
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
  /** A session never began: its start failed, was called off, or was given up. Aggregate: the session. */
  'charging.session.failed': {
    sessionId: string
    userId: string | null
    holdId: string | null
    failure: string
    /** Absent from older events. */
    stationId?: string
  }
  /**
   * A session has used four fifths of what was blocked for it (`NEAR`), is stopped because it has come to it (`REACHED`), or because nothing is
   * blocked for it any more (`GONE`).
   */
  'charging.limit.met': {
    sessionId: string
    userId: string
    holdId: string
    step: LimitStep
    costMinor: number
    limitMinor: number
    currency: string
  }
  /**
   * A session uses a driver's slot, by their own start or by what the charger says. Once for a slot; `offline`: it comes to light late.
   * Aggregate: the session.
   */
  'charging.reservation.used': {
    reservationId: string
    sessionId: string
    userId: string
    startedAt: string
    offline: boolean
  }
  /**
   * Another driver's slot begins soon, or now, at the EVSE where a session runs; once for each. Who charges there is to leave, and is not
   * stopped by force. Aggregate: the session.
   */
  'charging.slot.neared': {
    sessionId: string
    /** Null: nobody knows who charges there. */
    userId: string | null
    reservationId: string
    stationId: string
    evseNumber: number
    step: 'SOON' | 'NOW'
    /** When it begins, or began. */
    at: string
  }
  /** A session is complete. Emitted again, whole, when the charger corrects it or a person releases its bill. */
  'charging.session.completed': {
    sessionId: string
    userId: string | null
    stationId: string
    /** Who operated the station when it began, also where somebody else does by now. Absent: not known, also from older events. */
    operatorId?: string
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
    /** What a bill says of it. Absent from older events. */
    bill?: RecordBill
  }
}

export type LimitStep = 'NEAR' | 'REACHED' | 'GONE'

/** A charge detail record, as its invoice needs it. The lines sum to the sums; those of a record that takes another back are negative. */
export interface RecordBill {
  /** Null: nobody's station. */
  operatorId: string | null
  /** The partner whose customer charged, who has no account and gets no bill from us; null: a user with an account, or nobody. */
  partnerId: string | null
  connectorId: string
  /** Where its station was then. Absent: not known, also from older events. */
  address?: StationAddress
  startedAt: string
  endedAt: string
  /** IANA name of the station's zone. */
  timeZone: string
  exclVatMinor: number
  /** Null: no VAT applies. */
  inclVatMinor: number | null
  lines: CostLine[]
}
