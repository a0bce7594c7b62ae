import type { DeedTask } from '#lib/events.ts'
import type { Db, DeedLimit, Trx } from './tables.ts'

export const limits = (db: Db): Promise<DeedLimit[]> => db.selectFrom('deed_limit').selectAll().execute()

export async function limitOf(db: Db, task: DeedTask): Promise<number> {
  const row = await db.selectFrom('deed_limit').select('per_day').where('task', '=', task).executeTakeFirstOrThrow()
  return row.per_day
}

export const changeLimit = (trx: Trx, task: DeedTask, perDay: number): Promise<DeedLimit> =>
  trx
    .updateTable('deed_limit')
    .set({ per_day: perDay, changed_at: new Date() })
    .where('task', '=', task)
    .returningAll()
    .executeTakeFirstOrThrow()
