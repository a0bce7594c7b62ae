import { newId } from '#lib/id.ts'
import { openBill, recount } from '../bills/bill.queries.ts'
import { settleBill } from '../bills/settle.handler.ts'
import { disputeHeld, disputeHoldEnded, refundOwed } from '../ledger/journals.ts'
import type { Work } from '../operations/subject.ts'
import type { ProviderName, Reading } from '../providers/provider.ts'
import { netRefund } from '../refunds/net.ts'
import { insertRefund } from '../refunds/refund.queries.ts'
import { noteForeign, settleRefund } from '../refunds/settle.handler.ts'
import type { Dispute, Payment, TopUp, Trx } from '../tables.ts'
import { addToWalletPart, lockWallet } from '../wallet/wallet.queries.ts'
import { billOfTopUp, foreignRefund, heldForDispute, lockPayment, topUpOfPayment } from './gone.queries.ts'

/**
 * A payer has asked their bank for the money of a top-up: so much of it as is still in the wallet is blocked there until it is decided. Call
 * it once, when the dispute is new. The payment is locked.
 */
export async function blockDisputed(trx: Trx, { id: disputeId, amount_minor, currency }: Dispute, userId: string): Promise<void> {
  const amountMinor = Math.min(amount_minor, await lockWallet(trx, userId, currency))
  await disputeHeld(trx, { disputeId, userId, currency, amountMinor })
}

/** The dispute of a top-up is decided. Won: what was blocked is free again. Lost: it is taken, and the rest is owed. */
export async function settleDisputed(
  trx: Trx,
  work: Work,
  dispute: Dispute,
  { id: paymentId, user_id: userId }: Payment,
): Promise<void> {
  const { id: disputeId, currency, state } = dispute
  const heldMinor = await heldForDispute(trx, disputeId)
  const end = (takenMinor: number) => disputeHoldEnded(trx, { disputeId, userId, currency, amountMinor: heldMinor, takenMinor })
  if (state === 'WON') return void (await end(0))
  const topUp = await topUpOfPayment(trx, paymentId)
  if (!topUp) throw new Error(`Payment ${paymentId} is of no bill, and of no top-up.`)
  const bill = await openBillOf(trx, topUp)
  if (heldMinor > 0) await addToWalletPart(trx, bill.id, heldMinor)
  await end(heldMinor)
  await settleBill(trx, work, await recount(trx, bill.id))
}

/**
 * What somebody has refunded on the provider's own page. Of a top-up it is taken from the wallet, and the rest is owed; if it fails, it is in
 * the wallet again. Of anything else a person says what becomes of it.
 */
export async function hearForeignRefund(trx: Trx, work: Work, provider: ProviderName, reading: Reading): Promise<void> {
  if (reading.kind !== 'REFUND') return
  const payment = await lockPayment(trx, provider, reading.paymentId)
  const topUp = payment && (await topUpOfPayment(trx, payment.id))
  const refund = topUp && ((await foreignRefund(trx, payment, reading.externalId)) ?? (await bookForeign(trx, payment, reading)))
  if (!refund) return noteForeign(trx, work, provider, reading)
  const settled = await settleRefund(trx, { subject_id: refund.id, provider }, reading)
  if (!settled) return
  const arrived = settled.state === 'PENDING' || settled.state === 'SUCCEEDED'
  // The provider has it again: nothing is owed for it, by nobody.
  if (!arrived) await netRefund(trx, settled, settled.amount_minor)
  const bill = arrived ? await openBillOf(trx, topUp) : await billOfTopUp(trx, topUp.id)
  if (bill) await settleBill(trx, work, await recount(trx, bill.id))
}

/** Null where it is more than we have of the payment: the two books differ, or a bank's decision is told once more, as a refund. */
async function bookForeign(trx: Trx, payment: Payment, { amount }: Extract<Reading, { kind: 'REFUND' }>) {
  const { user_id: userId, currency } = payment
  const { amountMinor } = amount
  if (amount.currency !== currency || amountMinor > leftOf(payment)) return null
  const refund = await insertRefund(trx, {
    id: newId(),
    bill_id: null,
    payment_id: payment.id,
    user_id: userId,
    to_wallet: false,
    state: 'REQUESTED',
    amount_minor: amountMinor,
    currency,
    reason: 'It was refunded on the page of the provider.',
    asked_by: null,
  })
  await refundOwed(trx, { refundId: refund.id, userId, currency, amountMinor })
  return refund
}

const leftOf = ({ captured_minor, refunded_minor, disputed_minor }: Payment): number =>
  captured_minor - refunded_minor - disputed_minor

const openBillOf = (trx: Trx, { id, user_id, currency }: TopUp) =>
  openBill(trx, { id: newId(), kind: 'TOP_UP', subject_id: id, user_id, operator_id: null, currency })
