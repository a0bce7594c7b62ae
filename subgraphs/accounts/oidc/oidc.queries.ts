import { sql } from 'kysely'
import type { Db, OidcIdentityRow, Trx } from '../tables.ts'

export const findIdentitiesOf = (db: Db, userIds: readonly string[]): Promise<OidcIdentityRow[]> =>
  db.selectFrom('oidc_identity').selectAll().where('user_id', 'in', userIds).orderBy('linked_at').execute()

export const findIdentity = (trx: Trx, issuer: string, subject: string): Promise<OidcIdentityRow | undefined> =>
  trx.selectFrom('oidc_identity').selectAll().where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst()

/** Until the transaction ends, no other sign-in of this person of the issuer looks at who they are. */
export const lockPerson = (trx: Trx, issuer: string, subject: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${JSON.stringify(['accounts oidc', issuer, subject])}, 0))`.execute(trx)

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
