import { sql } from 'kysely'
import { prune } from '#db/prune.ts'
import { daysAgo } from '#db/time.ts'
import type { Db, Trx } from '../tables.ts'

/** Notes that a login is ended. It waits for devices that it registers just now; those that come later are refused by the database. */
export async function noteEnded(trx: Trx, loginId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('notifications login'), hashtext(${loginId}))`.execute(trx)
  await trx
    .insertInto('ended_login')
    .values({ login_id: loginId })
    .onConflict((known) => known.doNothing())
    .execute()
}

/** Also those of the user's devices whose login is not known: they may be of this one, and come back with the next start of their client. */
export const deleteOfLogin = (trx: Trx, userId: string, loginId: string) =>
  trx
    .deleteFrom('device')
    .where('user_id', '=', userId)
    .where(({ eb, or }) => or([eb('login_id', '=', loginId), eb('login_id', 'is', null)]))
    .execute()

/** An access token is good for minutes: after a day nobody comes with one of an ended login. */
export const pruneEnded = (db: Db): Promise<void> => prune(db, 'notifications', { ended_login: sql`ended_at < ${daysAgo(1)}` })
