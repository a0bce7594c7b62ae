import { sql } from 'kysely'
import type { Consent, Db, Trx } from '../tables.ts'

export const findConsent = (db: Db, userId: string): Promise<Consent | undefined> =>
  db.selectFrom('consent').selectAll().where('user_id', '=', userId).where('withdrawn_at', 'is', null).executeTakeFirst()

/** The consent in force, locked, so that a user's uploads are asked for one after the other. */
export const lockConsent = (trx: Trx, userId: string): Promise<Consent | undefined> =>
  trx
    .selectFrom('consent')
    .selectAll()
    .where('user_id', '=', userId)
    .where('withdrawn_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()

/** Undefined if one is in force already. */
export const insertConsent = (trx: Trx, consent: { id: string; user_id: string; version: number }): Promise<Consent | undefined> =>
  trx
    .insertInto('consent')
    .values({ ...consent, withdrawn_at: null })
    .onConflict((conflict) => conflict.columns(['user_id']).where('withdrawn_at', 'is', null).doNothing())
    .returningAll()
    .executeTakeFirst()

export const withdrawConsentOf = (trx: Trx, userId: string): Promise<Consent[]> =>
  trx
    .updateTable('consent')
    .set({ withdrawn_at: sql`greatest(now(), given_at)` })
    .where('user_id', '=', userId)
    .where('withdrawn_at', 'is', null)
    .returningAll()
    .execute()
