import type { Reading } from './charge-point-clock.ts'
import type { Json } from './charge-point-wire.ts'

export type Version = '1.6' | '2.0.1' | '2.1'

/** State of a connector in the words of OCPP 1.6, which every version can be told in. */
export type Status =
  | 'Available'
  | 'Preparing'
  | 'Charging'
  | 'SuspendedEV'
  | 'SuspendedEVSE'
  | 'Finishing'
  | 'Reserved'
  | 'Unavailable'
  | 'Faulted'

/** A transaction as the charger sees it. */
export interface SimulatedTransaction {
  evse: number
  idToken: string
  /** 1.6: given by the server with StartTransaction.conf, so undefined until then. 2.x: chosen by the charger. */
  id: number | string | undefined
  /** 2.x: id of the RequestStartTransaction that caused it. */
  remoteStartId: number | undefined
  /** 2.x: number of the next TransactionEvent. */
  seqNo: number
  started: Reading
  /** It began while the charger was offline. */
  offline: boolean
  /** What the server said to the id token; undefined until it answered. */
  authorization: string | undefined
  /** Number of the reservation that it uses. */
  reservation?: number | undefined
}

/** A message the charger keeps until it is answered. The payload is built when it is sent: 1.6 learns its transactionId late. */
export interface QueuedMessage {
  action: string
  payload: () => Json
  messageId: string
  answered: (reply: Json) => void
}

export interface RemoteStart {
  evse: number | undefined
  idToken: string
  remoteStartId?: number
  /** 2.x: what the token has in common with others. */
  group?: string | undefined
}

/** What a dialect may do with the station when the server commands. Both say whether the station takes the command. */
export interface Commanded {
  remoteStart(start: RemoteStart): 'Accepted' | 'Rejected'
  remoteStop(transactionId: number | string): 'Accepted' | 'Rejected'
}

/** How one OCPP version says what the station does; knows the specification and nothing else. */
export interface Dialect {
  subprotocol: string
  boot(reason: string, vendor: string, model: string, firmware: string): { action: string; payload: Json }
  status(evse: number, status: Status, at: Date): { action: string; payload: Json }
  authorize(idToken: string): { action: string; payload: Json }
  /** AuthorizationStatus of an Authorize answer. */
  authorization(reply: Json): string
  /** The group of the token in an Authorize answer. */
  group(reply: Json): string | undefined
  start(transaction: SimulatedTransaction): Omit<QueuedMessage, 'messageId'>
  meter(transaction: SimulatedTransaction, reading: Reading, online: boolean): Omit<QueuedMessage, 'messageId'>
  stop(transaction: SimulatedTransaction, reading: Reading, reason: string, online: boolean): Omit<QueuedMessage, 'messageId'>
  /** Answers a call of the server; throws CallError for what it does not have. */
  obey(action: string, payload: Json, station: Commanded): Json
}
