import type { Insertable } from 'kysely'
import type { Cdr, ChargingTables, Db, Trx } from './tables.ts'

export const cdrs = (db: Db, ids: readonly string[]): Promise<Cdr[]> =>
  db.selectFrom('cdr').selectAll().where('id', 'in', ids).execute()

/** The record of each session that counts: the last revision that is no credit. */
export const currentCdrs = (db: Db, sessionIds: readonly string[]): Promise<Cdr[]> =>
  db
    .selectFrom('cdr')
    .selectAll()
    .distinctOn('session_id')
    .where('session_id', 'in', sessionIds)
    .where('credit_of', 'is', null)
    .orderBy('session_id')
    .orderBy('revision', 'desc')
    .execute()

export const insertCdr = (trx: Trx, row: Insertable<ChargingTables['cdr']>): Promise<Cdr> =>
  trx.insertInto('cdr').values(row).returningAll().executeTakeFirstOrThrow()
