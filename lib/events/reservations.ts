import type { CostLine } from '../tariff/cost.ts'
import type { StationAddress } from './stations.ts'

/** What reservations tells of booked slots, what they want of chargers, and what is owed for them. */
export interface ReservationsEvents {
  /** A driver's slot, told again, whole, whenever it changes; the highest `version` holds. Aggregate of all these: the reservation. */
  'reservations.reservation.changed': ReservationTold
  /**
   * A charger shall hold an EVSE for a driver until `expiresAt` by its own clock: it gets a ReserveNow. Without an answer by then the
   * reservation holds all the same: charging refuses others.
   */
  'reservations.charger.asked': {
    reservationId: string
    stationId: string
    evseNumber: number
    userId: string
    expiresAt: string
  }
  /** A charger need not hold the EVSE any more: it gets a CancelReservation, if it holds it. */
  'reservations.charger.released': { reservationId: string; stationId: string }
  /** A slot begins soon, and its driver is to be reminded; once for a start. */
  'reservations.reminder.due': { reservationId: string; userId: string; startsAt: string }
  /**
   * A session goes on beyond the end of its slot; once for an end. Its driver may stay until `mayStayUntil`: as the terms say, but not beyond the
   * beginning of the next slot at the EVSE.
   */
  'reservations.overstay.begun': {
    reservationId: string
    userId: string
    sessionId: string
    endsAt: string
    mayStayUntil: string
  }
  /**
   * What is owed for a slot that was not used or was cancelled late; whole each time, the highest `version` holds. Nothing more is owed where
   * the amount is 0.
   */
  'reservations.fee.due': ReservationFee
  /** Somebody waits for a slot, waits no more, or was offered one. Aggregate: the entry. */
  'reservations.waitlist.changed': {
    entryId: string
    userId: string
    stationId: string
    state: WaitlistState
    /** The slot that is held for them meanwhile; null: none. */
    reservationId: string | null
    /** Until when the offer holds; null: there is none. */
    offerExpiresAt: string | null
  }
  /** Slots of a station were taken or given back; read them again. Aggregate: the station. */
  'reservations.slots.changed': { stationId: string }
}

/**
 * PENDING: an offer, or not answered yet. RESERVED: booked. ACTIVE: it is held, and its driver may come. FULFILLED: it was used. NO_SHOW:
 * nobody came. CANCELLED, REJECTED, FAILED, LAPSED (an offer that nobody took): it is over.
 */
export type ReservationState =
  | 'PENDING'
  | 'RESERVED'
  | 'ACTIVE'
  | 'FULFILLED'
  | 'NO_SHOW'
  | 'CANCELLED'
  | 'REJECTED'
  | 'FAILED'
  | 'LAPSED'
export type WaitlistState = 'WAITING' | 'OFFERED' | 'TAKEN' | 'LEFT' | 'LAPSED'

export interface ReservationTold {
  reservationId: string
  version: number
  userId: string
  operatorId: string
  stationId: string
  stationName: string
  /** IANA name of the station's zone. */
  timeZone: string
  evseNumber: number
  connectorId: string
  state: ReservationState
  /** The slot. */
  startsAt: string
  endsAt: string
  /** From when to when others are kept away from the EVSE. */
  heldFrom: string
  heldUntil: string
  enforcement: 'HARD' | 'SOFT'
  /** The session that uses it; null: none yet. */
  sessionId: string | null
  /** Why it is over or was moved, as a code; null: nothing to say. */
  reason: string | null
}

export interface ReservationFee {
  /** Of this version. */
  feeId: string
  reservationId: string
  version: number
  userId: string
  operatorId: string
  stationId: string
  connectorId: string
  /** Absent: not known. */
  address?: StationAddress
  /** IANA name of the station's zone. */
  timeZone: string
  kind: 'NO_SHOW' | 'LATE_CANCELLATION'
  currency: string
  /** With VAT where there is any; 0: nothing is owed any more. */
  amountMinor: number
  exclVatMinor: number
  /** Null: no VAT applies. */
  inclVatMinor: number | null
  /** They sum to the sums. */
  lines: CostLine[]
  /** The time that is charged for. */
  from: string
  until: string
}
