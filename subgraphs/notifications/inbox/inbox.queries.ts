import { sql } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { NotificationKind as Category } from '#lib/mail/notification.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { kindsOf } from '../kinds.ts'
import type { ContactRow, Db, Delivery, Notification, Trx } from '../tables.ts'

export interface Filter {
  unread?: boolean | null | undefined
  kind?: Category | null | undefined
}

export function listNotifications(db: Db, userId: string, filter: Filter, page: PageRequest): Promise<Notification[]> {
  let query = db.selectFrom('notification').selectAll().where('user_id', '=', userId)
  if (filter.unread != null) query = query.where('read_at', filter.unread ? 'is' : 'is not', null)
  if (filter.kind != null) query = query.where('kind', 'in', kindsOf(filter.kind))
  return pageBy(query, [['id', 'uuid']], 'desc', page)
}

/** One of a user, by its id or by that of the announcement that it says. */
export const findNotification = (db: Db, userId: string, id: string): Promise<Notification | undefined> =>
  db
    .selectFrom('notification')
    .selectAll()
    .where('user_id', '=', userId)
    .where(({ eb }) => eb.or([eb('id', '=', id), eb('kind', 'in', ['NEWS', 'ANNOUNCEMENT']).and('cause', '=', id)]))
    .executeTakeFirst()

/** How many somebody has not read, up to `most`: nobody looks at more digits. */
export async function countUnread(db: Db, userId: string, most: number): Promise<number> {
  const unread = db.selectFrom('notification').select('id').where('user_id', '=', userId).where('read_at', 'is', null).limit(most)
  const { count } = await db
    .selectFrom(unread.as('unread'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Marks those of a user as read: these, or all that were told until a moment, which the graph shows in whole milliseconds. How many were not read before. */
export async function markRead(trx: Trx, userId: string, what: { ids: readonly string[] } | { until: Date }): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('notification')
    .set({ read_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .where(({ eb }) =>
      'ids' in what ? eb('id', 'in', what.ids) : eb(sql`date_trunc('milliseconds', created_at)`, '<=', what.until),
    )
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export const readersOf = (db: Db, userIds: readonly string[]): Promise<ContactRow[]> =>
  db.selectFrom('contact').selectAll().where('user_id', 'in', userIds).execute()

export const deliveriesOf = (db: Db, notificationIds: readonly string[]): Promise<Delivery[]> =>
  db.selectFrom('delivery').selectAll().where('notification_id', 'in', notificationIds).orderBy('channel').execute()
