import type { Db, OidcIdentityRow, Trx } from '../tables.ts'

export const findIdentitiesOf = (db: Db, userIds: readonly string[]): Promise<OidcIdentityRow[]> =>
  db.selectFrom('oidc_identity').selectAll().where('user_id', 'in', userIds).orderBy('linked_at').execute()

export const findIdentity = (trx: Trx, issuer: string, subject: string): Promise<OidcIdentityRow | undefined> =>
  trx.selectFrom('oidc_identity').selectAll().where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst()

/** The new row; undefined if somebody has this identity, or the user has another one there. */
export const insertIdentity = (trx: Trx, identity: Omit<OidcIdentityRow, 'linked_at'>): Promise<OidcIdentityRow | undefined> =>
  trx
    .insertInto('oidc_identity')
    .values(identity)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()

export const deleteIdentity = (trx: Trx, userId: string, issuer: string): Promise<OidcIdentityRow | undefined> =>
  trx.deleteFrom('oidc_identity').where('user_id', '=', userId).where('issuer', '=', issuer).returningAll().executeTakeFirst()
