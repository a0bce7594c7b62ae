import type { Services } from '../context.ts'
import { eachDue } from '../each-due.ts'
import type { Work } from '../operations/subject.ts'
import type { Trx } from '../tables.ts'
import { BILL_LIMITS } from './limits.ts'
import { changeBill } from './bill.queries.ts'
import { doesStep, stepAt } from './dunning.ts'
import { clockOf, dueForDunning, lockForDunning } from './dunning.queries.ts'
import { settleBill } from './settle.handler.ts'
import { block } from '../standing/standing.handler.ts'

/** Does what is due about overdue bills: tries again, reminds, blocks. By the database's clock. */
export async function dunBills(services: Services): Promise<void> {
  const { db, log } = services
  const now = await clockOf(db)
  const due = await dueForDunning(db, now, BILL_LIMITS.dunnedAtOnce)
  await eachDue(due, { db, log, round: 'DUNNING', keyOf: ({ id }) => id }, ({ id }) =>
    db.transaction().execute((trx) => dunBill(trx, services, id, now)),
  )
}

/** The next step of a bill, if it is due by then. */
export async function dunBill(trx: Trx, work: Work, id: string, now: Date): Promise<void> {
  const bill = await lockForDunning(trx, id, now)
  if (!bill?.overdue_at) return
  const step = bill.dunned + 1
  const does = doesStep(step)
  const blocks = does === 'BLOCK'
  const dunned = await changeBill(trx, id, { dunned: step, next_at: stepAt(bill.overdue_at, step + 1), ...(blocks && { blocks }) })
  if (blocks) await block(trx, bill.user_id)
  await settleBill(trx, work, dunned, { again: does === 'TRY' })
}
