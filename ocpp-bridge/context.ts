import type { Kysely, Transaction } from 'kysely'
import type { BoxServices } from '#box/context.ts'
import type { OcppVersion } from '#lib/events.ts'
import type { OcppConfig } from './config.ts'
import type { Json } from './wire/frame.ts'
import type { OcppTables } from './tables.ts'

export type Db = Kysely<OcppTables>
export type Trx = Transaction<OcppTables>

/** What the bridge's rules work with. */
export interface Services extends BoxServices<OcppTables, OcppConfig> {
  /**
   * Does something with the database when its turn has come. A thousand chargers at once would wait for the pool until it gives up, and
   * a start behind all their boots: here none is given up, and the lanes take turns.
   */
  inTurn: <T>(lane: Lane, task: () => Promise<T>) => Promise<T>
}

/** What sessions live on, comings and goings, boots, and whatever else chargers say. */
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

/** How a version answers one action: with nothing to keep, or by what it does in `trx`, which is committed before the charger hears. */
export type Action = { reply: (call: Call) => Json } | Effect

export interface Effect {
  handle: (trx: Trx, call: Call, ctx: Services) => Promise<Json> | Json
  /**
   * Transaction-related: never refused for its content (1.6 §4.7, 4.8, 4.10: the charger retries, then drops it, and the revenue
   * is gone). Its handler reads what can be read and quarantines the rest. Repeated under the same message id, it gets the stored reply.
   */
  transactional?: true
  /** Read as far as it can be: what breaks its schema is logged and costs neither a boot nor a status. */
  lenient?: true
  /**
   * What a transaction-related message is answered with where a fault of ours kept it from being used and it is safely kept aside:
   * an error would make the charger try again, and then drop it. Absent where no true answer can be given.
   */
  whenKeptAside?: (trx: Trx, call: Call) => Promise<Json> | Json
}

export type Actions = Readonly<Record<string, Action>>
