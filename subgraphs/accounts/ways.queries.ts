import { sql } from 'kysely'
import type { Trx } from './tables.ts'

/** How many ways a user has to sign in. The caller has locked the user. */
export async function countWays(trx: Trx, userId: string): Promise<number> {
  const { rows } = await sql<{ ways: number }>`SELECT
    (SELECT count(*) FROM "user" WHERE id = ${userId} AND password_hash IS NOT NULL)
    + (SELECT count(*) FROM passkey WHERE user_id = ${userId})
    + (SELECT count(*) FROM wallet WHERE user_id = ${userId})
    + (SELECT count(*) FROM oidc_identity WHERE user_id = ${userId}) AS ways`.execute(trx)
  return rows[0]?.ways ?? 0
}

/** Takes from a user what was added since a moment, but the password; the address of the wallet that went, null if there was none. */
export async function deleteWays(trx: Trx, userId: string, since: Date): Promise<string | null> {
  await trx.deleteFrom('passkey').where('user_id', '=', userId).where('created_at', '>=', since).execute()
  await trx.deleteFrom('oidc_identity').where('user_id', '=', userId).where('linked_at', '>=', since).execute()
  const wallet = await trx
    .deleteFrom('wallet')
    .where('user_id', '=', userId)
    .where('linked_at', '>=', since)
    .returning('address')
    .executeTakeFirst()
  return wallet?.address ?? null
}
