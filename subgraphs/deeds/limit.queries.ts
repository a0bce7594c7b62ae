import type { DeedTask } from '#lib/events.ts'
import type { Db, DeedLimit, Trx } from './tables.ts'

/** There is at most one for each task, so no page is needed. */
export const limits = (db: Db): Promise<DeedLimit[]> => db.selectFrom('deed_limit').selectAll().execute()

export async function limitOf(db: Db, task: DeedTask): Promise<number> {
  const row = await db.selectFrom('deed_limit').select('per_day').where('task', '=', task).executeTakeFirstOrThrow()
  return row.per_day
}

export const lockLimit = (trx: Trx, task: DeedTask): Promise<DeedLimit> =>
  trx.selectFrom('deed_limit').selectAll().where('task', '=', task).forNoKeyUpdate().executeTakeFirstOrThrow()

export const changeLimit = (trx: Trx, task: DeedTask, perDay: number) =>
  trx.updateTable('deed_limit').set({ per_day: perDay, changed_at: new Date() }).where('task', '=', task).execute()
