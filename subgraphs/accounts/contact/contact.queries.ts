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
  users(trx)
    .select(['user.guest_email', marketingOf.as('marketing')])
    .where('user.id', 'in', ids)
    .execute()

/** Whether a user has agreed to news and offers: the newest word holds. */
const marketingOf = sql<boolean>`coalesce(
  (SELECT given FROM consent WHERE consent.user_id = "user".id AND kind = 'MARKETING' ORDER BY consent.id DESC LIMIT 1), false)`

/** Notes what is said of a user, and for which key it is sealed. */
export const noteTold = (trx: Trx, told: EventCatalogue['accounts.contact.saved'], sealedFor: string | null) =>
  trx
    .updateTable('contact')
    .set({ due: false, told: JSON.stringify(told), sealed_for: sealedFor })
    .where('user_id', '=', told.userId)
    .execute()

export const deleteContacts = (trx: Trx, ids: readonly string[]) => trx.deleteFrom('contact').where('user_id', 'in', ids).execute()

/**
 * Of so many users after one, by id: what is sealed for another key than this is due again. Gives the last of them; undefined where there are no
 * more. All of millions at once would be longer than a statement may take.
 */
export async function sealAnew(db: Db, sealedFor: string | null, after: string, limit: number): Promise<string | undefined> {
  const { rows } = await sql<{ user_id: string }>`
    WITH some_users AS MATERIALIZED (SELECT user_id FROM contact WHERE user_id > ${after} ORDER BY user_id LIMIT ${limit}),
    anew AS (
      UPDATE contact SET due = true FROM some_users
      WHERE contact.user_id = some_users.user_id AND NOT due AND sealed_for IS DISTINCT FROM ${sealedFor})
    SELECT user_id FROM some_users ORDER BY user_id DESC LIMIT 1`.execute(db)
  return rows[0]?.user_id
}
