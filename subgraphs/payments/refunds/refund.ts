import { emit } from '#db/outbox.ts'
import { begin } from '../operations/begin.ts'
import type { Payment, Refund, Trx } from '../tables.ts'

/** Says how far money is on its way back. What goes back of a wallet alone is no bill's, and not told. */
export async function tellRefund(trx: Trx, { id, bill_id, user_id, state, amount_minor, currency }: Refund): Promise<void> {
  if (bill_id === null) return
  await emit(trx, 'payments.refund.changed', id, {
    refundId: id,
    billId: bill_id,
    userId: user_id,
    state,
    amountMinor: amount_minor,
    currency,
  })
}

/** Has the provider of its payment send a refund. */
export async function sendRefund(
  trx: Trx,
  { id, amount_minor: amountMinor, currency }: Refund,
  { provider, external_id: paymentId }: Pick<Payment, 'provider' | 'external_id'>,
): Promise<void> {
  await begin(trx, { kind: 'REFUND', provider, subject: ['REFUND', id], request: { paymentId }, amount: { amountMinor, currency } })
}
