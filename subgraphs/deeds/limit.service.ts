import { audit } from '#db/audit.ts'
import { requireRole } from '#lib/access.ts'
import type { DeedTask } from '#lib/events.ts'
import type { Context } from './context.ts'
import { changeLimit, lockLimit } from './limit.queries.ts'
import { TASKS, type TaskData } from './tasks.ts'

/** Changes a task's limit from now on. Approved deeds stay approved. */
export function setLimit({ db, caller }: Context, { task, perDay }: { task: DeedTask; perDay: number }): Promise<TaskData> {
  const { userId } = requireRole(caller, 'ADMIN')
  return db.transaction().execute(async (trx) => {
    const before = await lockLimit(trx, task)
    if (before.per_day !== perDay) {
      await changeLimit(trx, task, perDay)
      await audit(trx, userId, 'deed-limit.changed', before.id, { task, before: before.per_day, perDay })
    }
    return infoOf(task)
  })
}

function infoOf(task: DeedTask): TaskData {
  const info = TASKS.find((one) => one.task === task)
  if (!info) throw new Error(`There is nothing said of ${task} in tasks.ts.`)
  return info
}
