import { sql } from 'kysely'
import type { NotificationKind as Category } from '#lib/mail/notification.ts'
import type { ContactRow, Db, Trx } from '../tables.ts'

/** How somebody is reached. With `locked`, nobody forgets or changes it until the transaction ends. */
export const findReader = (db: Db | Trx, userId: string, locked?: 'locked'): Promise<ContactRow | undefined> => {
  const query = db.selectFrom('contact').selectAll().where('user_id', '=', userId)
  return (locked ? query.forUpdate() : query).executeTakeFirst()
}

/** Stops mails of these kinds. What is returned was not stopped before. */
export async function declineMails(trx: Trx, userId: string, categories: readonly Category[]): Promise<Category[]> {
  const rows = await trx
    .insertInto('preference')
    .values(categories.map((category) => ({ user_id: userId, category, channel: 'EMAIL' as const, wanted: false })))
    .onConflict((known) =>
      known.columns(['user_id', 'category', 'channel']).doUpdateSet({ wanted: false }).where('preference.wanted', '=', true),
    )
    .returning('category')
    .execute()
  return rows.map(({ category }) => category)
}

/** Mails to the address come back. Undefined where that is known, or the user has another address by now. */
export const markBounced = (trx: Trx, userId: string, addressHash: string | null): Promise<{ at: Date } | undefined> =>
  trx
    .updateTable('contact')
    .set({ email_bounced_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where(sql<boolean>`address_hash IS NOT DISTINCT FROM ${addressHash}`)
    .where('email_bounced_at', 'is', null)
    .returning(sql<Date>`now()`.as('at'))
    .executeTakeFirst()
