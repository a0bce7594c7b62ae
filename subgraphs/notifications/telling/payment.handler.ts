import type { EventEnvelope } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { tell } from './tell.ts'

const linkOf = (billId: string): string => `/bills/${billId}`

/**
 * Tells a payer that a bill is paid, or could not be. A bill that comes to another sum by a correction is told again; one that is said again
 * as it was is not.
 */
export async function tellBill(trx: Trx, event: EventEnvelope<'payments.bill.changed'>): Promise<void> {
  const { billId, userId, state, totalMinor, paidMinor, currency } = event.data
  const about = { userId, cause: `${billId} ${totalMinor}`, link: linkOf(billId) }
  // Nothing was to be paid: nothing is to be said.
  if (totalMinor === 0) return
  if (state === 'PAID') await tell(trx, event, 'BILL', { ...about, params: { totalMinor, currency, paid: true } })
  if (state === 'OVERDUE')
    await tell(trx, event, 'PAYMENT_FAILED', { ...about, params: { dueMinor: totalMinor - paidMinor, currency } })
}

/** Reminds a payer, once a step. */
export async function tellReminder(trx: Trx, event: EventEnvelope<'payments.reminder.due'>): Promise<void> {
  const { billId, userId, step, dueMinor, currency, blocksAt } = event.data
  const params = { dueMinor, currency, blocksAt }
  await tell(trx, event, 'PAYMENT_REMINDER', { userId, cause: `${billId} ${step}`, params, link: linkOf(billId) })
}

/** PENDING at its provider: the money is on its way. */
const TOLD = { PENDING: 'REQUESTED', SUCCEEDED: 'SUCCEEDED', FAILED: 'FAILED' } as const

/** Tells a payer how far money is on its way back to them. */
export async function tellRefund(trx: Trx, event: EventEnvelope<'payments.refund.changed'>): Promise<void> {
  const { refundId, billId, userId, state, amountMinor, currency } = event.data
  if (state === 'REQUESTED' || state === 'CANCELLED') return
  const params = { amountMinor, currency, state: TOLD[state] }
  await tell(trx, event, 'REFUND', { userId, cause: `${refundId} ${state}`, params, link: linkOf(billId) })
}

/** Tells an operator of money that is on its way to them, has come, or has come back. */
export async function tellPayout(trx: Trx, event: EventEnvelope<'payments.payout.changed'>): Promise<void> {
  const { payoutId, operatorId, state, amountMinor, currency } = event.data
  if (state === 'DRAFT' || state === 'APPROVED') return
  const params = { amountMinor, currency, state }
  await tell(trx, event, 'PAYOUT', { userId: operatorId, cause: `${payoutId} ${state}`, params, link: '/payouts' })
}
