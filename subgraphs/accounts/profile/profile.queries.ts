import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { ConsentKind, ConsentRow, Db, Trx, Units } from '../tables.ts'

export interface ProfileFields {
  display_name?: string
  locale?: string | null
  units?: Units | null
  time_zone?: string | null
}

export const updateUser = async (trx: Trx, id: string, fields: ProfileFields): Promise<boolean> =>
  (await trx.updateTable('user').set(fields).where('id', '=', id).returning('id').executeTakeFirst()) !== undefined

/** The new row; undefined if the key was used. */
export const insertConsent = (
  trx: Trx,
  consent: { id: string; user_id: string; kind: ConsentKind; version: string; given: boolean; idempotency_key: string },
): Promise<ConsentRow | undefined> =>
  trx
    .insertInto('consent')
    .values(consent)
    .onConflict((conflict) => conflict.columns(['user_id', 'idempotency_key']).doNothing())
    .returningAll()
    .executeTakeFirst()

export const findConsentByKey = (trx: Trx, userId: string, key: string): Promise<ConsentRow> =>
  trx.selectFrom('consent').selectAll().where('user_id', '=', userId).where('idempotency_key', '=', key).executeTakeFirstOrThrow()

export const listConsents = (db: Db, userId: string, page: PageRequest): Promise<ConsentRow[]> =>
  pageBy(db.selectFrom('consent').selectAll().where('user_id', '=', userId), [['id', 'uuid']], 'desc', page)

/** The newest of each kind. */
export const findNewestConsents = (db: Db, userId: string): Promise<ConsentRow[]> =>
  db
    .selectFrom('consent')
    .distinctOn('kind')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('kind')
    .orderBy('id', 'desc')
    .execute()
