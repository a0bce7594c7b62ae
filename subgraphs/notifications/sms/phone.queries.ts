import { sql, type Insertable } from 'kysely'
import { fromNow } from '#db/time.ts'
import type { Db, NotificationsTables, Trx } from '../tables.ts'
import type { Phone, PhoneCode } from './tables.ts'

/** A number that its user has proven to have. */
export const findPhone = (db: Db, userId: string): Promise<Phone | undefined> =>
  db.selectFrom('phone').selectAll().where('user_id', '=', userId).executeTakeFirst()

/** Keeps the code that was made last, and forgets the one before. */
export const saveCode = (
  db: Db,
  row: Omit<Insertable<NotificationsTables['phone_code']>, 'expires_at' | 'tries'>,
  goodMs: number,
): Promise<PhoneCode> => {
  const expires_at = fromNow(goodMs)
  return db
    .insertInto('phone_code')
    .values({ ...row, expires_at })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ ...row, expires_at, tries: 0 }))
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Counts a try at a user's code. Undefined where there is none, it has expired, or there were too many. */
export const tryCode = (db: Db, userId: string, most: number): Promise<PhoneCode | undefined> =>
  db
    .updateTable('phone_code')
    .set({ tries: sql`tries + 1` })
    .where('user_id', '=', userId)
    .where('tries', '<', most)
    .where('expires_at', '>', sql<Date>`now()`)
    .returningAll()
    .executeTakeFirst()

/** The number is this user's from now on, and nobody else's. */
export async function savePhone(trx: Trx, { user_id, number, number_hash, country, ending }: PhoneCode): Promise<Phone> {
  // Two who prove the same number at once come one after the other.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${number_hash.toString('base64url')}, 0))`.execute(trx)
  await trx.deleteFrom('phone').where('number_hash', '=', number_hash).where('user_id', '<>', user_id).execute()
  await trx.deleteFrom('phone_code').where('user_id', '=', user_id).execute()
  const row = { number, number_hash, country, ending, verified_at: sql<Date>`now()` }
  return trx
    .insertInto('phone')
    .values({ user_id, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function deletePhone(trx: Trx, userId: string): Promise<void> {
  for (const table of ['phone', 'phone_code'] as const) await trx.deleteFrom(table).where('user_id', '=', userId).execute()
}
