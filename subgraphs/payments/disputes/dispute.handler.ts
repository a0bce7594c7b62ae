import { sql } from 'kysely'
import { newId } from '#lib/id.ts'
import { lockBill, recount } from '../bills/bill.queries.ts'
import { settleBill } from '../bills/settle.handler.ts'
import { disputeLost, disputeOpened, disputeWon } from '../ledger/journals.ts'
import { noteMismatch } from '../operations/mismatch.ts'
import type { Work } from '../operations/subject.ts'
import type { Money, ProviderName, Reading } from '../providers/provider.ts'
import type { Dispute, Payment, Trx } from '../tables.ts'
import { blockDisputed, settleDisputed } from '../top-ups/gone.handler.ts'
import { lockPayment } from '../top-ups/gone.queries.ts'
import { changeDispute, countDisputed, disputeByExternal, insertDispute, paymentByExternal } from './dispute.queries.ts'

/**
 * A payer has asked their bank for the money: the provider takes it back until it is decided. Whatever order this is heard in, it only
 * goes forward, and each step is booked once.
 */
export async function hearDispute(trx: Trx, work: Work, provider: ProviderName, reading: Reading): Promise<void> {
  if (reading.kind !== 'DISPUTE') return
  const { externalId, paymentId, amount, feeMinor, reason, dueBy } = reading
  const theirs = { about: ['DISPUTE', externalId] as const, theirsMinor: amount.amountMinor, currency: amount.currency }
  const billId = (await paymentByExternal(trx, provider, paymentId))?.bill_id
  if (billId === undefined) return noteMismatch(trx, { provider, kind: 'DISPUTE_OF_UNKNOWN', ...theirs })
  if (billId !== null) await lockBill(trx, billId)
  const payment = await lockPayment(trx, provider, paymentId)
  const known = await disputeByExternal(trx, provider, externalId)
  if (!payment || (!known && !isOf(payment, amount)))
    return noteMismatch(trx, { provider, kind: 'AMOUNT_DIFFERS', oursMinor: payment?.captured_minor ?? 0, ...theirs })
  const dispute =
    known ??
    (await insertDispute(trx, {
      id: newId(),
      provider,
      external_id: externalId,
      payment_id: payment.id,
      state: 'NEEDS_RESPONSE',
      amount_minor: amount.amountMinor,
      fee_minor: feeMinor,
      currency: amount.currency,
      reason,
      due_by: dueBy,
    }))
  if (!known) await open(trx, dispute, payment)
  const moves = dispute.closed_at === null && PLACE[reading.state] > PLACE[dispute.state]
  if (moves) await move(trx, work, dispute, payment, reading.state)
  if (!moves && known) return
  await countDisputed(trx, payment.id)
  // Won: what a correction could not give back meanwhile goes back now. Lost: its user owes it again.
  if (billId !== null) await settleBill(trx, work, await recount(trx, billId))
}

/** No bank takes back more than came, nor in another currency: a person looks. */
const isOf = ({ captured_minor, disputed_minor, currency }: Payment, { amountMinor, currency: theirs }: Money): boolean =>
  theirs === currency && disputed_minor + amountMinor <= captured_minor

const bookedOf = ({ id: disputeId, provider, currency, amount_minor: amountMinor }: Dispute) => ({
  disputeId,
  provider,
  currency,
  amountMinor,
})

async function open(trx: Trx, dispute: Dispute, { bill_id, user_id }: Payment): Promise<void> {
  await disputeOpened(trx, { ...bookedOf(dispute), feeMinor: dispute.fee_minor })
  if (bill_id === null) await blockDisputed(trx, dispute, user_id)
}

async function move(trx: Trx, work: Work, before: Dispute, payment: Payment, state: Dispute['state']): Promise<void> {
  const over = state === 'WON' || state === 'LOST'
  const dispute = await changeDispute(trx, before.id, { state, ...(over && { closed_at: sql<Date>`now()` }) })
  if (state === 'WON') await disputeWon(trx, bookedOf(dispute))
  if (state === 'LOST') await disputeLost(trx, { ...bookedOf(dispute), userId: payment.user_id })
  if (over && payment.bill_id === null) await settleDisputed(trx, work, dispute, payment)
}

const PLACE: Readonly<Record<Dispute['state'], number>> = { NEEDS_RESPONSE: 0, UNDER_REVIEW: 1, WON: 2, LOST: 2 }
