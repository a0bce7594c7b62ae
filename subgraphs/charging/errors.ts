import { refusal } from '#lib/errors.ts'

export const refuse = refusal<
  /** The driver charges already as often as they may at once. End another session first. */
  | 'CONCURRENT_SESSIONS'
  /** Somebody charges there. Take another connector. */
  | 'CONNECTOR_BUSY'
  /** Another driver has booked the EVSE for now; the message says until when. Take another connector. */
  | 'CONNECTOR_RESERVED'
  /** The connector is out of order. Take another one. */
  | 'CONNECTOR_UNAVAILABLE'
  /** The charger has no connection. Take another one, or wait until it is back. */
  | 'STATION_OFFLINE'
  /** The card is blocked, out of date or unknown. Use another one. */
  | 'ID_TOKEN_UNUSABLE'
  /** A guest cannot pay here. Register first. */
  | 'ACCOUNT_NEEDED'
  /** An amount is to be blocked first. Do so with authorisePayment, and start with its holdId. */
  | 'HOLD_NEEDED'
  /** There is no such hold, or it is not authorised, or not heard of yet. Try again in a second, with the same key. */
  | 'HOLD_NOT_READY'
  /** The hold is used up, too old, or for something else. Make another one. */
  | 'HOLD_UNUSABLE'
  /** A bill is overdue. Pay it first. */
  | 'PAYMENT_OVERDUE'
  /** A start is on its way there. Wait for what becomes of it. */
  | 'START_PENDING'
  /** The session goes on. Stop it first. */
  | 'STILL_CHARGING'
>
