import { sql, type Insertable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Device, NotificationsTables, Trx } from '../tables.ts'

/**
 * Registers a device, or says that one is still there. One that was somebody else's is this user's from now on, under a new id. The database
 * removes those above the limit.
 */
export const upsertDevice = (trx: Trx, row: Insertable<NotificationsTables['device']>): Promise<Device> =>
  trx
    .insertInto('device')
    .values(row)
    .onConflict((conflict) =>
      conflict.constraint('device_once').doUpdateSet({
        id: sql`CASE WHEN device.user_id = excluded.user_id THEN device.id ELSE excluded.id END`,
        created_at: sql`CASE WHEN device.user_id = excluded.user_id THEN device.created_at ELSE now() END`,
        user_id: row.user_id,
        p256dh: row.p256dh,
        auth: row.auth,
        topic: row.topic,
        sandbox: row.sandbox,
        name: row.name,
        login_id: row.login_id,
        seen_at: sql`now()`,
      }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()

export async function deleteDevice(db: Db, userId: string, id: string): Promise<boolean> {
  const gone = await db.deleteFrom('device').where('id', '=', id).where('user_id', '=', userId).executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** Removes devices of which their services say that they are no more, unless their clients have registered them since. */
export const deleteGone = async (db: Db, devices: readonly Device[]): Promise<void> => {
  for (const { id, seen_at } of devices)
    await db.deleteFrom('device').where('id', '=', id).where('seen_at', '<=', seen_at).execute()
}

export const devicesOf = (db: Db, userId: string): Promise<Device[]> =>
  db.selectFrom('device').selectAll().where('user_id', '=', userId).orderBy('seen_at', 'desc').orderBy('id', 'desc').execute()

export const listDevices = (db: Db, userId: string, page: PageRequest): Promise<Device[]> =>
  pageBy(db.selectFrom('device').selectAll().where('user_id', '=', userId), [['id', 'uuid']], 'desc', page)
