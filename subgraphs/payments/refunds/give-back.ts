import { newId } from '#lib/id.ts'
import { billCredited, refundedToWallet, refundOwed } from '../ledger/journals.ts'
import type { Work } from '../operations/subject.ts'
import type { Bill, Payment, Refund, Trx } from '../tables.ts'
import { refundOfWalletPart, walletPartOf } from '../wallet/wallet.queries.ts'
import { sendRefund, tellRefund } from './refund.ts'
import { insertRefund } from './refund.queries.ts'
import { sharesOf, type Share, type Source } from './shares.ts'
import { refundable } from './source.queries.ts'

/** Why money goes back. */
interface Why {
  reason: string
  /** Null: the platform itself, for a correction. */
  askedBy: string | null
  /** What was let off, where that is why. */
  allowanceId?: string
}

/** What of a bill can go back, and by what. */
export async function sourcesOf(
  trx: Trx,
  { providers }: Work,
  { id, currency }: Bill,
): Promise<{ sources: Source[]; payments: Payment[] }> {
  const payments = await refundable(trx, id)
  const sources = payments.map((payment) => ({
    paymentId: payment.id,
    roomMinor: payment.captured_minor - payment.refunded_minor,
    step: providers.get(payment.provider)?.step(currency) ?? 1,
  }))
  return { sources: [...sources, { paymentId: null, roomMinor: await walletPartOf(trx, id), step: 1 }], payments }
}

/** Gives money of a bill back, by what it came by: so much of it as can go. The bill is locked. */
export async function giveBack(trx: Trx, work: Work, bill: Bill, amountMinor: number, why: Why): Promise<Refund[]> {
  const { sources, payments } = await sourcesOf(trx, work, bill)
  const refunds: Refund[] = []
  for (const share of sharesOf(amountMinor, sources)) refunds.push(await giveShare(trx, bill, share, payments, why))
  return refunds
}

async function giveShare(
  trx: Trx,
  { id: billId, user_id: userId, operator_id: operatorId, currency }: Bill,
  { paymentId, amountMinor }: Share,
  payments: readonly Payment[],
  { reason, askedBy, allowanceId }: Why,
): Promise<Refund> {
  const payment = payments.find(({ id }) => id === paymentId)
  const refund = await insertRefund(trx, {
    id: newId(),
    bill_id: billId,
    payment_id: payment?.id ?? null,
    user_id: userId,
    to_wallet: payment === undefined,
    state: payment ? 'REQUESTED' : 'SUCCEEDED',
    amount_minor: amountMinor,
    currency,
    reason,
    asked_by: askedBy,
    allowance_id: allowanceId ?? null,
  })
  const moved = { refundId: refund.id, userId, operatorId, currency, amountMinor }
  if (allowanceId !== undefined) await billCredited(trx, moved)
  await (payment ? refundOwed(trx, moved) : refundedToWallet(trx, moved))
  if (payment) await sendRefund(trx, refund, payment)
  // The rest is what the provider of a payment does not count.
  else await refundOfWalletPart(trx, billId, Math.min(amountMinor, await walletPartOf(trx, billId)))
  await tellRefund(trx, refund)
  return refund
}
