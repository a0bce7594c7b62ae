import { sql, type Selectable } from 'kysely'
import type { Db, PaymentsTables, Trx } from '../tables.ts'

export type StandingRow = Selectable<PaymentsTables['standing']>

export const standings = (db: Db, userIds: readonly string[]): Promise<StandingRow[]> =>
  db.selectFrom('standing').selectAll().where('user_id', 'in', userIds).execute()

/** A user's standing, which nobody else changes until the transaction ends. */
export async function lockStanding(trx: Trx, userId: string): Promise<StandingRow> {
  await trx
    .insertInto('standing')
    .values({ user_id: userId, standing: 'STANDARD', reason: null })
    .onConflict((once) => once.doNothing())
    .execute()
  return trx.selectFrom('standing').selectAll().where('user_id', '=', userId).forUpdate().executeTakeFirstOrThrow()
}

export const changeStanding = (
  trx: Trx,
  userId: string,
  change: Partial<Pick<StandingRow, 'standing' | 'reason' | 'otherwise'>>,
): Promise<StandingRow> =>
  trx
    .updateTable('standing')
    .set({ ...change, changed_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .returningAll()
    .executeTakeFirstOrThrow()

/** True while a bill blocks its user. */
export async function isBlocked(trx: Trx, userId: string): Promise<boolean> {
  const bill = await trx
    .selectFrom('bill')
    .select('id')
    .where('user_id', '=', userId)
    .where('blocks', '=', true)
    .limit(1)
    .executeTakeFirst()
  return bill !== undefined
}
