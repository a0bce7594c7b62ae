import { sql } from 'kysely'
import { countOf } from '#db/count.ts'
import type { Db, IdTokenRow, Trx } from '../tables.ts'

export type NewIdToken = Pick<
  IdTokenRow,
  'id' | 'user_id' | 'customer_id' | 'partner_id' | 'value' | 'type' | 'expires_at' | 'group_name'
>

export const findIdTokensOf = (db: Db | Trx, userIds: readonly string[]) =>
  db.selectFrom('id_token').selectAll().where('user_id', 'in', userIds).orderBy('id').$narrowType<{ user_id: string }>().execute()

export const findIdTokensOfCustomers = (db: Db | Trx, customerIds: readonly string[]) =>
  db
    .selectFrom('id_token')
    .selectAll()
    .where('customer_id', 'in', customerIds)
    .orderBy('id')
    .$narrowType<{ customer_id: string }>()
    .execute()

/** The new row; undefined if the value belongs to somebody in its world already. */
export const insertIdToken = (trx: Trx, token: NewIdToken): Promise<IdTokenRow | undefined> =>
  trx
    .insertInto('id_token')
    .values(token)
    .onConflict((conflict) => conflict.expression(sql`lower(value), world`).doNothing())
    .returningAll()
    .executeTakeFirst()

/** In the sandbox that is named, or in the real world. */
export const findIdTokenByValue = (trx: Trx, value: string, world: string | null): Promise<IdTokenRow | undefined> =>
  trx
    .selectFrom('id_token')
    .selectAll()
    .where(sql`lower(value)`, '=', value.toLowerCase())
    .where('world', 'is not distinct from', world)
    .forUpdate()
    .executeTakeFirst()

export const lockIdToken = (trx: Trx, id: string): Promise<IdTokenRow | undefined> =>
  trx.selectFrom('id_token').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const blockIdTokenRow = (trx: Trx, id: string): Promise<IdTokenRow> =>
  trx.updateTable('id_token').set({ status: 'BLOCKED' }).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

export const changeIdToken = (
  trx: Trx,
  id: string,
  change: Partial<Pick<IdTokenRow, 'expires_at' | 'group_name' | 'concurrent_sessions'>>,
): Promise<IdTokenRow> => trx.updateTable('id_token').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

export const countIdTokens = (trx: Trx, of: 'user_id' | 'customer_id', ownerId: string): Promise<number> =>
  countOf(trx.selectFrom('id_token').where(of, '=', ownerId))
