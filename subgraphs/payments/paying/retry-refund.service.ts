import { audit } from '#db/audit.ts'
import { requireRole } from '#lib/access.ts'
import { notFound, refuse } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import type { Context } from '../context.ts'
import { owedToWallet } from '../ledger/journals.ts'
import { restOf } from '../refunds/net.ts'
import { sendRefund, tellRefund } from '../refunds/refund.ts'
import { findPayment, findRefund, insertRefund, replacementOf } from '../refunds/refund.queries.ts'
import type { Refund } from '../tables.ts'
import { lockBill, recount } from '../bills/bill.queries.ts'
import { documentRefund } from '../bills/documents.ts'
import { dueOf } from '../bills/due.ts'
import { settleBill } from '../bills/settle.handler.ts'

export interface RetryInput {
  refundId: string
  toWallet: boolean
}

/** Sends again what is still owed of a refund that failed, by the same way or into its user's wallet: for admins. The same again sends nothing twice. */
export async function retryRefund(ctx: Context, { refundId, toWallet }: RetryInput): Promise<Refund> {
  const caller = requireRole(ctx.caller, 'ADMIN')
  const path = ['input', 'refundId']
  return ctx.db.transaction().execute(async (trx) => {
    const known = await findRefund(trx, refundId)
    if (known?.bill_id == null) throw notFound('refund', path)
    const bill = await lockBill(trx, known.bill_id)
    const before = await replacementOf(trx, refundId)
    if (before) return before
    const failed = await findRefund(trx, refundId)
    const payment = failed?.payment_id == null ? undefined : await findPayment(trx, failed.payment_id)
    if (!bill || !failed || !payment || (failed.state !== 'FAILED' && failed.state !== 'CANCELLED'))
      throw refuse('CONFLICT', 'It has not failed.', path)
    const amount_minor = restOf(failed)
    if (amount_minor === 0 || amount_minor > -dueOf(bill))
      throw refuse('CONFLICT', 'So much is not owed any more: its bill was corrected.', path)
    if (!toWallet && payment.disputed_minor > 0)
      throw refuse('CONFLICT', 'Its payer has asked their bank for the money: the bank decides.', path)
    const { user_id, currency, reason, bill_id, allowance_id } = failed
    const refund = await insertRefund(trx, {
      id: newId(),
      bill_id,
      payment_id: toWallet ? null : payment.id,
      user_id,
      to_wallet: toWallet,
      state: toWallet ? 'SUCCEEDED' : 'REQUESTED',
      amount_minor,
      currency,
      reason,
      asked_by: caller.userId,
      allowance_id,
      replaces: failed.id,
    })
    if (toWallet) await owedToWallet(trx, { refundId: refund.id, userId: user_id, currency, amountMinor: amount_minor })
    else await sendRefund(trx, refund, payment)
    await audit(trx, caller.userId, 'refund.retried', failed.id, {
      refundId: refund.id,
      toWallet,
      amountMinor: amount_minor,
      currency,
    })
    await tellRefund(trx, refund)
    if (toWallet) await documentRefund(trx, ctx, bill, refund)
    // It has taken the place of the one that failed.
    await settleBill(trx, ctx, await recount(trx, bill.id))
    return refund
  })
}
