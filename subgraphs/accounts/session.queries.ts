import type { Db, RevocationReason, Trx } from './tables.ts'

export const insertSession = (trx: Trx, session: { id: string; user_id: string; expires_at: Date }) =>
  trx
    .insertInto('session')
    .values({ ...session, revoked_at: null, revoked_because: null })
    .execute()

export const insertRefreshToken = (trx: Trx, token: { hash: Buffer; session_id: string; expires_at: Date }) =>
  trx
    .insertInto('refresh_token')
    .values({ ...token, used_at: null })
    .execute()

/** The session that a refresh token belongs to, kept from changing until the transaction ends. */
export const lockSessionOf = (trx: Trx, hash: Buffer) =>
  trx
    .selectFrom('session')
    .selectAll()
    .where('id', '=', (select) => select.selectFrom('refresh_token').select('session_id').where('hash', '=', hash))
    .forUpdate()
    .executeTakeFirst()

export const findSessionOwner = (trx: Trx, hash: Buffer) =>
  trx
    .selectFrom('refresh_token')
    .innerJoin('session', 'session.id', 'refresh_token.session_id')
    .select('session.user_id')
    .where('refresh_token.hash', '=', hash)
    .executeTakeFirst()

export const findRefreshToken = (trx: Trx, hash: Buffer) =>
  trx.selectFrom('refresh_token').selectAll().where('hash', '=', hash).executeTakeFirst()

export const useRefreshToken = (trx: Trx, hash: Buffer, usedAt: Date) =>
  trx.updateTable('refresh_token').set({ used_at: usedAt }).where('hash', '=', hash).execute()

export const revokeSession = (trx: Trx, id: string, because: RevocationReason) =>
  trx
    .updateTable('session')
    .set({ revoked_at: new Date(), revoked_because: because })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()

export const revokeSessionsOf = (trx: Trx, userId: string, because: RevocationReason) =>
  trx
    .updateTable('session')
    .set({ revoked_at: new Date(), revoked_because: because })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .execute()

/** Sessions whose time is over; their tokens go with them. */
export const pruneSessions = (db: Db) => db.deleteFrom('session').where('expires_at', '<', new Date()).execute()
