import { audit } from '#db/audit.ts'
import { isSelf, requireRole } from '#lib/access.ts'
import { notFound, refuse } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import type { Bill } from '../tables.ts'
import { changeBill, lockBill, recount } from '../bills/bill.queries.ts'
import { dueOf } from '../bills/due.ts'
import { isUnderWay } from '../bills/position.queries.ts'
import { settleBill } from '../bills/settle.handler.ts'
import { writeOff } from '../bills/write-off.ts'

/**
 * Gives up what is due of a bill: for admins. The platform bears it, which has not had the money. What comes of it later is taken, and is no loss
 * then. The same again gives up nothing more.
 */
export async function writeOffBill(ctx: Context, { billId, reason }: { billId: string; reason: string }): Promise<Bill> {
  const caller = requireRole(ctx.caller, 'ADMIN')
  const path = ['input', 'billId']
  return ctx.db.transaction().execute(async (trx) => {
    const bill = await lockBill(trx, billId)
    if (!bill) throw notFound('bill', path)
    if (isSelf(caller, bill.user_id)) throw refuse('FORBIDDEN', 'This bill is yours: somebody else gives it up.', path)
    if (bill.state === 'WRITTEN_OFF') return bill
    const amountMinor = dueOf(bill)
    if (amountMinor <= 0) throw refuse('CONFLICT', 'Nothing is due.', path)
    if (bill.waits || (await isUnderWay(trx, bill))) throw refuse('CONFLICT', 'It is being paid or corrected.', path)
    await writeOff(trx, ctx, bill, { amountMinor, reason, by: caller.userId, operatorId: null })
    await audit(trx, caller.userId, 'bill.waived', billId, { amountMinor, currency: bill.currency, reason })
    await changeBill(trx, billId, { state: 'WRITTEN_OFF' })
    return settleBill(trx, ctx, await recount(trx, billId))
  })
}
