import { ago } from '#db/time.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { Db, RevocationReason, Trx } from '../tables.ts'

export const insertLogin = (trx: Trx, login: { id: string; user_id: string; expires_at: Date }) =>
  trx
    .insertInto('login')
    .values({ ...login, revoked_at: null, revoked_because: null })
    .execute()

export const insertRefreshToken = (trx: Trx, token: { hash: Buffer; login_id: string; expires_at: Date }) =>
  trx
    .insertInto('refresh_token')
    .values({ ...token, used_at: null })
    .execute()

/** True if a user's login was opened a short while ago, and not by a refresh. */
export const isLoginFresh = async (db: Db, id: string, userId: string): Promise<boolean> =>
  (await db
    .selectFrom('login')
    .select('id')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .where('created_at', '>', ago(ACCOUNTS_LIMITS.freshSeconds * 1_000))
    .executeTakeFirst()) !== undefined

/** The login that a refresh token belongs to, locked until the transaction ends. */
export const lockLoginOf = (trx: Trx, hash: Buffer) =>
  trx
    .selectFrom('login')
    .selectAll()
    .where('id', '=', (select) => select.selectFrom('refresh_token').select('login_id').where('hash', '=', hash))
    .forUpdate()
    .executeTakeFirst()

export const findLoginOwner = (trx: Trx, hash: Buffer) =>
  trx
    .selectFrom('refresh_token')
    .innerJoin('login', 'login.id', 'refresh_token.login_id')
    .select('login.user_id')
    .where('refresh_token.hash', '=', hash)
    .executeTakeFirst()

export const findRefreshToken = (trx: Trx, hash: Buffer) =>
  trx.selectFrom('refresh_token').selectAll().where('hash', '=', hash).executeTakeFirst()

export const useRefreshToken = (trx: Trx, hash: Buffer, usedAt: Date) =>
  trx.updateTable('refresh_token').set({ used_at: usedAt }).where('hash', '=', hash).execute()

export const revokeLogin = (trx: Trx, id: string, because: RevocationReason) =>
  trx
    .updateTable('login')
    .set({ revoked_at: new Date(), revoked_because: because })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()

export const revokeLoginsOf = (trx: Trx, userId: string, because: RevocationReason) =>
  trx
    .updateTable('login')
    .set({ revoked_at: new Date(), revoked_because: because })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .execute()

/** Removes logins whose time is over, with their tokens. */
export const pruneLogins = (db: Db) => db.deleteFrom('login').where('expires_at', '<', new Date()).execute()
