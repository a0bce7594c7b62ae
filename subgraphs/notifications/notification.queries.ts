import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Notification, Trx } from './tables.ts'

/** Undefined where the same cause has told it before. */
export const insertNotification = (
  trx: Trx,
  row: Pick<Notification, 'id' | 'user_id' | 'kind' | 'cause' | 'params' | 'link'>,
): Promise<Notification | undefined> =>
  trx
    .insertInto('notification')
    .values({ ...row, params: JSON.stringify(row.params), read_at: null })
    .onConflict((conflict) => conflict.constraint('notification_once').doNothing())
    .returningAll()
    .executeTakeFirst()

export const listNotifications = (db: Db, userId: string, page: PageRequest): Promise<Notification[]> =>
  pageBy(db.selectFrom('notification').selectAll().where('user_id', '=', userId), [['id', 'uuid']], 'desc', page)
