import type { BoxServices, RequestContext } from '#box/context.ts'
import type { OcppVersion } from '#lib/events.ts'
import type { Storage } from '#lib/storage.ts'
import type { Authority } from './certificates/authority.ts'
import type { OcppConfig } from './config.ts'
import type { FrameRecorder } from './frames/recorder.ts'
import type { FrameWatchers } from './frames/watchers.ts'
import type { Loaders } from './loaders.ts'
import type { TransactionRow } from './transactions/transaction.queries.ts'
import type { Json } from './wire/frame.ts'
import type { Reading } from './wire/meter-value.ts'
import type { ReportedTime } from './wire/reported.ts'
import type { OcppTables, Trx } from './tables.ts'

/** What the bridge's rules work with. */
export interface Services extends BoxServices<OcppTables, OcppConfig> {
  /**
   * Does something with the database when its turn has come. Without turns, a thousand chargers at once would wait for the pool until it
   * gives them up, and a start would wait behind all their boots.
   */
  inTurn: <T>(lane: Lane, task: () => Promise<T>) => Promise<T>
  /** Where logs of chargers are kept; null where there is no such place. */
  storage: Storage | null
  /** The log of what passes between chargers and us. */
  frames: FrameRecorder
  /** Those who watch it in this process. */
  frameWatchers: FrameWatchers
  /** Signs certificates of chargers; absent where there is no authority. */
  authority: Authority | undefined
}

/** What a resolver sees. */
export type Context = RequestContext<Services, Loaders>

/** Messages that sessions need; chargers that come and go; boots; all other messages. */
export type Lane = 'sessions' | 'connections' | 'boots' | 'others'

/** A charger's CALL (or SEND), from a charger that is registered. */
export interface Call {
  identity: string
  stationId: string
  version: OcppVersion
  messageId: string
  action: string
  payload: Json
  receivedAt: Date
}

/** How a version answers one action: with nothing to store, or by what it does in `trx`, which is committed before the charger hears. */
export type Action = { reply: (call: Call) => Json } | Effect

export interface Plain {
  /** The transaction that it names; null if it names none, or says more than samples. */
  names: (call: Call) => Named | null
  /** Its samples; null if it says anything else. */
  readings: (call: Call, row: TransactionRow) => Reading[] | null
}

/** A transaction of 1.6 by its number; one of 2.x by the charger's own id, with the part of it that a message is. */
export type Named = { number: number } | { chargerId: string; seqNo: number; time: ReportedTime }

export interface Effect {
  handle: (trx: Trx, call: Call, ctx: Services) => Promise<Json> | Json
  /**
   * About a transaction, so never refused for its content (1.6 §4.7, 4.8, 4.10: the charger retries, then drops it, and the revenue is
   * gone). Its handler reads what can be read and quarantines the rest. Repeated under the same message id, it gets the stored reply.
   */
  transactional?: true
  /** Read as far as possible. A fault of the schema is logged, and neither a boot nor a status is lost for it. */
  lenient?: true
  /** How to read a message that says nothing but new samples of a transaction that simply runs, as nearly all do. */
  plain?: Plain
  /**
   * The reply to a message about a transaction that a fault of ours has kept aside. An error would make the charger try again, and then
   * drop the message. Absent if there is no true answer.
   */
  whenKeptAside?: (trx: Trx, call: Call) => Promise<Json> | Json
}

export type Actions = Readonly<Record<string, Action>>
