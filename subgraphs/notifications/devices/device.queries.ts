import { sql, type Insertable, type RawBuilder } from 'kysely'
import { pageBy } from '#db/page.ts'
import { LIMITS } from '#lib/limits.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Device, NotificationsTables, Trx } from '../tables.ts'

type NewDevice = Omit<Insertable<NotificationsTables['device']>, 'good_until'> & { good_until: RawBuilder<Date> }

/**
 * Registers a device, or says that one is still there. One that was somebody else's is this user's from now on, under a new id. The database
 * removes those above the limit.
 */
export const upsertDevice = (trx: Trx, row: NewDevice): Promise<Device> =>
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
        good_until: row.good_until,
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
  goodOnes(db, userId).orderBy('seen_at', 'desc').orderBy('id', 'desc').execute()

export const listDevices = (db: Db, userId: string, page: PageRequest): Promise<Device[]> =>
  pageBy(goodOnes(db, userId), [['id', 'uuid']], 'desc', page)

/** Devices of a user whose login can be open still. */
const goodOnes = (db: Db, userId: string) =>
  db
    .selectFrom('device')
    .selectAll()
    .where('user_id', '=', userId)
    .where('good_until', '>', sql<Date>`now()`)

/**
 * Until when the login is open at most that registers a device now: it ends `loginSeconds` after the sign-in (in seconds since 1970), and
 * `refreshSeconds` after its last access token, which is at most `accessSeconds` old.
 */
export function goodUntil(signedInAt: number | undefined): RawBuilder<Date> {
  const { accessSeconds, loginSeconds, refreshSeconds } = LIMITS.token
  const unused = sql<Date>`now() + ${refreshSeconds - accessSeconds} * interval '1 second'`
  return signedInAt === undefined ? unused : sql<Date>`least(${unused}, to_timestamp(${signedInAt + loginSeconds}))`
}
