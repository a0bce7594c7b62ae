import type Stripe from 'stripe'
import { book } from './balance.ts'
import { ApiError, forbidden } from './errors.ts'
import { type Form, metadataOf, text } from './form.ts'
import { amountOf } from './money.ts'
import { get, idOf, newId, now, put, type World } from './state.ts'

/** What of a charge was refunded, or is on its way. */
const refundedOf = (world: World, charge: Stripe.Charge): number =>
  world.tables.refund
    .values()
    .reduce((sum, { charge: of, status, amount }) => sum + (of === charge.id && status !== 'failed' ? amount : 0), 0)

/** POST /v1/refunds */
export function createRefund(world: World, form: Form): Stripe.Refund {
  const intent = get(world, 'payment_intent', text(form['payment_intent']) ?? '', 'payment_intent')
  if (intent.latest_charge === null || intent.status !== 'succeeded')
    throw forbidden('payment_intent_unexpected_state', 'This PaymentIntent does not have a successful charge to refund.')
  const charge = get(world, 'charge', idOf(intent.latest_charge))
  if (charge.disputed) throw forbidden('charge_disputed', `Charge ${charge.id} has been charged back; cannot issue a refund.`)
  const left = charge.amount_captured - refundedOf(world, charge)
  if (left === 0) throw forbidden('charge_already_refunded', `Charge ${charge.id} has already been refunded.`)
  const amount = form['amount'] === undefined ? left : amountOf(form['amount'], charge.currency)
  if (amount > left)
    throw new ApiError(400, {
      type: 'invalid_request_error',
      param: 'amount',
      message: `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
    })
  const id = newId('re')
  const { currency } = charge
  const pends = world.pendingRefunds || world.cards.get(charge.payment_method ?? '')?.card.refund === 'PENDS'
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount
  const refund = put(world, 'refund', {
    id,
    object: 'refund',
    amount,
    balance_transaction: book(world, { type: 'refund', category: 'refund', source: id, amount: -amount, currency }).id,
    charge: charge.id,
    created: now(world),
    currency,
    customer: charge.customer,
    customer_account: null,
    metadata: metadataOf(form['metadata']),
    payment_intent: intent.id,
    payment_method: charge.payment_method,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: pends ? 'pending' : 'succeeded',
    transfer_reversal: null,
  })
  world.happen('refund.created', refund)
  world.happen('charge.refunded', charge)
  return refund
}

/** A bank takes a refund, or sends it back: then the money is ours again. Also one that had succeeded. */
export function settleRefund(world: World, id: string, status: 'succeeded' | 'failed'): Stripe.Refund {
  const refund = get(world, 'refund', id)
  if (refund.status === 'failed') throw forbidden('refund_failed', 'This refund has failed already.')
  refund.status = status
  if (status === 'failed') {
    const { amount, currency } = refund
    const charge = get(world, 'charge', idOf(refund.charge))
    refund.failure_reason = 'expired_or_canceled_card'
    refund.failure_balance_transaction = book(world, {
      type: 'refund_failure',
      category: 'refund_failure',
      source: id,
      amount,
      currency,
    }).id
    charge.amount_refunded -= amount
    charge.refunded = false
    world.happen('refund.failed', refund)
  } else world.happen('refund.updated', refund)
  return refund
}

/** What time does to refunds: those that pend succeed after a day, and those to a card that takes none fail. */
export function settleRefunds(world: World): void {
  for (const refund of world.tables.refund.values()) {
    const card = world.cards.get(idOf(refund.payment_method))?.card
    if (refund.created + 86_400 > now(world) || refund.status === 'failed') continue
    if (card?.refund === 'FAILS') settleRefund(world, refund.id, 'failed')
    else if (refund.status === 'pending') settleRefund(world, refund.id, 'succeeded')
  }
}
