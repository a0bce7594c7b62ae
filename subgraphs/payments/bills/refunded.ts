import type { Subject } from '../operations/subject.ts'
import { owedToWallet } from '../ledger/journals.ts'
import type { Refund, Trx } from '../tables.ts'
import { failRefund, settleRefund } from '../refunds/settle.handler.ts'
import { findRefund } from '../refunds/refund.queries.ts'
import { lockBill, recount } from './bill.queries.ts'
import { documentRefund } from './documents.ts'
import { settleBill } from './settle.handler.ts'

/** What came of a refund. One that failed is owed again: its bill says so. Of no bill is what a wallet has sent back. */
export const refundSubject: Subject = {
  lock: async (trx, id) => {
    const refund = await findRefund(trx, id)
    return refund?.bill_id == null ? refund : lockBill(trx, refund.bill_id)
  },
  settle: async (trx, work, operation, reading) => {
    const refund = await settleRefund(trx, operation, reading)
    if (refund?.bill_id == null) return backToWallet(trx, refund)
    const bill = await recount(trx, refund.bill_id)
    if (refund.state === 'SUCCEEDED') await documentRefund(trx, work, bill, refund)
    else await settleBill(trx, work, bill)
  },
  refused: async (trx, work, { subject_id: id }) => {
    const refund = await failRefund(trx, id)
    if (refund?.bill_id == null) return backToWallet(trx, refund)
    await settleBill(trx, work, await recount(trx, refund.bill_id))
  },
}

/** What was sent back from a wallet and did not arrive is in it again. */
async function backToWallet(trx: Trx, refund: Refund | null): Promise<void> {
  if (refund?.state !== 'FAILED' && refund?.state !== 'CANCELLED') return
  const { id: refundId, user_id: userId, currency, amount_minor: amountMinor } = refund
  await owedToWallet(trx, { refundId, userId, currency, amountMinor })
}
