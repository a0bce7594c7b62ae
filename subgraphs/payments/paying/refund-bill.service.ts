import { audit } from '#db/audit.ts'
import { hasRole, isSelf, operates, requireRole } from '#lib/access.ts'
import { notFound, refuse } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import type { Context } from '../context.ts'
import { chargeFee } from '../ledger/charge-fee.ts'
import { giveBack } from '../refunds/give-back.ts'
import type { Bill } from '../tables.ts'
import { lockBill, recount } from '../bills/bill.queries.ts'
import { documentRefund } from '../bills/documents.ts'
import { bookedOf, dueOf, soldOf } from '../bills/due.ts'
import { findAllowance, insertAllowance, isDisputed } from './refund-bill.queries.ts'
import { settleBill } from '../bills/settle.handler.ts'
import { lockOperator, owedNow } from '../payouts/owed.queries.ts'

export interface RefundInput {
  billId: string
  amountMinor?: number | null | undefined
  reason: string
  idempotencyKey: string
}

/**
 * Lets off a part of a paid bill, or all that is left of it, and gives it back by what it was paid with: for admins, and for the operator
 * whose station it was.
 */
export async function refundBill(ctx: Context, { billId, amountMinor, reason, idempotencyKey }: RefundInput): Promise<Bill> {
  const caller = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  const path = ['input', 'billId']
  return ctx.db.transaction().execute(async (trx) => {
    const bill = await lockBill(trx, billId)
    if (!bill || !operates(caller, bill.operator_id)) throw notFound('bill', path)
    // Who sells may give away what is theirs. Nobody else gives themselves what is an operator's.
    if (isSelf(caller, bill.user_id) && !isSelf(caller, bill.operator_id))
      throw refuse('FORBIDDEN', 'You have paid this bill: somebody else refunds it.', path)
    if (bill.kind === 'TOP_UP') throw refuse('CONFLICT', 'Nothing was sold by it: give it up, or adjust the wallet.', path)
    const before = await findAllowance(trx, billId, idempotencyKey)
    if (before && amountMinor != null && before.amount_minor !== amountMinor)
      throw refuse('CONFLICT', 'This key was used for another refund.', ['input', 'idempotencyKey'])
    if (before) return bill
    if (await isDisputed(trx, billId))
      throw refuse('CONFLICT', 'Its payer has asked their bank for the money: the bank decides.', path)
    if (bill.waits || bill.state !== 'PAID' || dueOf(bill) > 0)
      throw refuse('CONFLICT', 'It is not paid, or is being corrected.', path)
    const most = bookedOf(bill) - bill.allowed_minor - bill.written_off_minor
    const amount = amountMinor ?? most
    if (amount > most || most <= 0)
      throw refuse('CONFLICT', 'This is more than was paid and has not gone back.', ['input', 'amountMinor'])
    const allowanceId = newId()
    const row = { id: allowanceId, bill_id: billId, amount_minor: amount, reason, given_by: caller.userId }
    await insertAllowance(trx, { ...row, idempotency_key: idempotencyKey })
    await audit(trx, caller.userId, 'bill.refunded', billId, { amountMinor: amount, currency: bill.currency, reason })
    const refunds = await giveBack(trx, ctx, bill, amount, { reason, askedBy: caller.userId, allowanceId })
    if (refunds.reduce((sum, refund) => sum + refund.amount_minor, 0) < amount)
      throw refuse('CONFLICT', 'This is more than can go back.', ['input', 'amountMinor'])
    const [first] = refunds
    const sold = soldOf(bill)
    if (first) await chargeFee(trx, ctx, ['REFUND', first.id], bill, { beforeMinor: sold, afterMinor: sold - amount })
    // What went into the wallet is there.
    for (const refund of refunds) if (refund.state === 'SUCCEEDED') await documentRefund(trx, ctx, bill, refund)
    const settled = await settleBill(trx, ctx, await recount(trx, billId))
    // Who was paid out gives nothing back at the cost of the platform.
    const { operator_id: operatorId, currency } = bill
    if (operatorId !== null && !hasRole(caller, 'ADMIN')) {
      await lockOperator(trx, { operatorId, currency })
      if ((await owedNow(trx, { operatorId, currency })) < 0)
        throw refuse('CONFLICT', 'You were paid this already, and are owed less now. An admin refunds it.', [
          'input',
          'amountMinor',
        ])
    }
    return settled
  })
}
