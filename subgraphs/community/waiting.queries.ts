import type { Db, Deed, Trx } from './tables.ts'

/** Users whose deeds wait for a charging session; those whose wait ends first come first. */
export async function usersWaiting(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('deed')
    .select(({ fn }) => ['user_id', fn.min('awaits_session_until').as('until')])
    .where('awaits_session_until', 'is not', null)
    .groupBy('user_id')
    .orderBy('until')
    .limit(limit)
    .execute()
  return rows.map(({ user_id }) => user_id)
}

/** A user's deeds that wait for a charging session, locked, in the order in which they were submitted. */
export const lockWaiting = (trx: Trx, userId: string): Promise<Deed[]> =>
  trx
    .selectFrom('deed')
    .selectAll()
    .where('user_id', '=', userId)
    .where('awaits_session_until', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute()
