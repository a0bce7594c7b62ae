import type { Insertable } from 'kysely'
import type { Cdr, ChargingTables, Db, Trx } from '../tables.ts'

export const cdrs = (db: Db, ids: readonly string[]): Promise<Cdr[]> =>
  db.selectFrom('cdr').selectAll().where('id', 'in', ids).execute()

/** The bill of each session that holds: neither a credit nor taken back by one. */
export const currentCdrs = (db: Db, sessionIds: readonly string[]): Promise<Cdr[]> =>
  db
    .selectFrom('cdr')
    .selectAll()
    .where('session_id', 'in', sessionIds)
    .where('credit_of', 'is', null)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('cdr as credit').select('credit.id').whereRef('credit.credit_of', '=', 'cdr.id'))),
    )
    .execute()

export const insertCdr = (trx: Trx, row: Insertable<ChargingTables['cdr']>): Promise<Cdr> =>
  trx.insertInto('cdr').values(row).returningAll().executeTakeFirstOrThrow()

/** 0 before the first bill. */
export async function lastRevision(db: Db, sessionId: string): Promise<number> {
  const { last } = await db
    .selectFrom('cdr')
    .select(({ fn }) => fn.max('revision').as('last'))
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow()
  return last ?? 0
}

/** All records of some sessions, each session's in the order they were issued. */
export const cdrsOf = (db: Db, sessionIds: readonly string[]): Promise<Cdr[]> =>
  db.selectFrom('cdr').selectAll().where('session_id', 'in', sessionIds).orderBy('session_id').orderBy('id').execute()
