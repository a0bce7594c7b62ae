import { lockBill } from '../bills/bill.queries.ts'
import type { Subject } from '../operations/subject.ts'
import { hearDispute } from './dispute.handler.ts'
import { billIdOf, changeDispute, findDispute, lockPaymentOf } from './dispute.queries.ts'

/** What came of the evidence that was given. */
export const disputeSubject: Subject = {
  lock: async (trx, id) => {
    const billId = await billIdOf(trx, id)
    return billId === null ? lockPaymentOf(trx, id) : lockBill(trx, billId)
  },
  settle: (trx, work, { provider }, reading) => hearDispute(trx, work, provider, reading),
  // Evidence can be given anew, while there is time.
  refused: async (trx, _work, { subject_id: id }) => {
    const dispute = await findDispute(trx, id)
    if (dispute?.closed_at === null) await changeDispute(trx, id, { evidence: null, answered_by: null, answered_at: null })
  },
}
