import { sql } from 'kysely'
import type { EventCatalogue } from '#lib/events.ts'
import type { Db, Trx } from '../tables.ts'
import { users } from '../user.queries.ts'

/** Users whose contact has changed and whom no other process is at, locked. */
export const lockDueContacts = (trx: Trx, limit: number): Promise<{ user_id: string }[]> =>
  trx
    .selectFrom('contact')
    .select('user_id')
    .where('due', '=', true)
    .orderBy('user_id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

/** How these users are reached, without those who have left. */
export const findReached = (trx: Trx, ids: readonly string[]) =>
  users(trx).select('user.guest_email').where('user.id', 'in', ids).execute()

/** Notes what is said of a user, and for which key it is sealed. */
export const noteTold = (trx: Trx, told: EventCatalogue['accounts.contact.saved'], sealedFor: string | null) =>
  trx
    .updateTable('contact')
    .set({ due: false, told: JSON.stringify(told), sealed_for: sealedFor })
    .where('user_id', '=', told.userId)
    .execute()

export const deleteContacts = (trx: Trx, ids: readonly string[]) => trx.deleteFrom('contact').where('user_id', 'in', ids).execute()

/** What is sealed for another key than this is due again. */
export const sealAnew = (db: Db, sealedFor: string | null) =>
  db
    .updateTable('contact')
    .set({ due: true })
    .where('due', '=', false)
    .where(sql<boolean>`sealed_for IS DISTINCT FROM ${sealedFor}`)
    .execute()
