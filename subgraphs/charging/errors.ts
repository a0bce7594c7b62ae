import { refusal } from '#lib/errors.ts'

export const refuse = refusal<
  /** The driver charges already as often as they may at once. End another session first. */
  | 'CONCURRENT_SESSIONS'
  /** Somebody charges there. Take another connector. */
  | 'CONNECTOR_BUSY'
  /** The connector is out of order or reserved. Take another one. */
  | 'CONNECTOR_UNAVAILABLE'
  /** The charger has no connection. Take another one, or wait until it is back. */
  | 'STATION_OFFLINE'
  /** The card is blocked, out of date or unknown. Use another one. */
  | 'ID_TOKEN_UNUSABLE'
  /** A start is on its way there. Wait for what becomes of it. */
  | 'START_PENDING'
  /** The session goes on. Stop it first. */
  | 'STILL_CHARGING'
>
