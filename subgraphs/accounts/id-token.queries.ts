import type { IdTokenType } from '#lib/events.ts'
import type { Db, IdTokenRow, Trx } from './tables.ts'

export const findIdTokensOf = (db: Db | Trx, userIds: readonly string[]): Promise<IdTokenRow[]> =>
  db.selectFrom('id_token').selectAll().where('user_id', 'in', userIds).orderBy('id').execute()

/** The new row; undefined when the value belongs to somebody already. */
export const insertIdToken = (
  trx: Trx,
  token: { id: string; user_id: string; value: string; type: IdTokenType },
): Promise<IdTokenRow | undefined> =>
  trx
    .insertInto('id_token')
    .values(token)
    .onConflict((conflict) => conflict.column('value').doNothing())
    .returningAll()
    .executeTakeFirst()

export const findIdTokenByValue = (trx: Trx, value: string): Promise<IdTokenRow | undefined> =>
  trx.selectFrom('id_token').selectAll().where('value', '=', value).executeTakeFirst()

export const lockIdToken = (trx: Trx, id: string): Promise<IdTokenRow | undefined> =>
  trx.selectFrom('id_token').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const blockIdTokenRow = (trx: Trx, id: string): Promise<IdTokenRow> =>
  trx.updateTable('id_token').set({ status: 'BLOCKED' }).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

export const countIdTokens = async (trx: Trx, userId: string): Promise<number> => {
  const { count } = await trx
    .selectFrom('id_token')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return count
}
