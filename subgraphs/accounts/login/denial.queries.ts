import type { Db } from '../tables.ts'

/** Logins that were ended since then, the newest first. */
export const findEndedLogins = (db: Db, since: Date, most: number) =>
  db.selectFrom('login').select('id').where('revoked_at', '>=', since).orderBy('revoked_at', 'desc').limit(most).execute()

/** Users from whom something was taken since then, the newest first. */
export const findChangedAccess = (db: Db, since: Date, most: number) =>
  db
    .selectFrom('user')
    .select(['id', 'access_version'])
    .where('access_changed_at', '>=', since)
    .orderBy('access_changed_at', 'desc')
    .limit(most)
    .execute()
