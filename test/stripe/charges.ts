import type Stripe from 'stripe'
import { book } from './balance.ts'
import { cardError } from './cards.ts'
import { openDispute } from './disputes.ts'
import { feeOf } from './money.ts'
import { get, idOf, newId, now, put, type World } from './state.ts'

/** A card's authorisation is kept for so long (docs.stripe.com/payments/place-a-hold-on-a-payment-method). */
const HOLD_DAYS = 7

/** Puts a payment's amount on its card: held, taken at once, or declined. */
export function charge(
  world: World,
  intent: Stripe.PaymentIntent,
  declined: { code: string; reason: string } | null,
): Stripe.Charge {
  const method = get(world, 'payment_method', idOf(intent.payment_method))
  const created = put(world, 'charge', newCharge(world, intent, method))
  intent.latest_charge = created.id
  if (declined) {
    Object.assign(created, { status: 'failed', paid: false, failure_code: declined.code })
    created.failure_message = cardError(declined.code, declined.reason).message
    world.happen('charge.failed', created)
    return created
  }
  intent.next_action = null
  if (intent.capture_method === 'manual') {
    intent.status = 'requires_capture'
    intent.amount_capturable = intent.amount
    if (created.payment_method_details?.card) created.payment_method_details.card.capture_before = now(world) + HOLD_DAYS * 86_400
    world.happen('charge.succeeded', created)
    world.happen('payment_intent.amount_capturable_updated', intent)
    return created
  }
  take(world, intent, created, intent.amount)
  world.happen('charge.succeeded', created)
  world.happen('payment_intent.succeeded', intent)
  return created
}

/** Takes a part of what is held; the rest is let go, and stands in `amount_refunded`, though no refund was made. */
export function capture(world: World, intent: Stripe.PaymentIntent, amount: number): void {
  const held = get(world, 'charge', idOf(intent.latest_charge))
  if (held.payment_method_details?.card) delete held.payment_method_details.card.capture_before
  held.amount_refunded = held.amount - amount
  take(world, intent, held, amount)
  world.happen('charge.captured', held)
  world.happen('payment_intent.succeeded', intent)
}

function take(world: World, intent: Stripe.PaymentIntent, from: Stripe.Charge, amount: number): void {
  const { currency } = intent
  intent.status = 'succeeded'
  intent.amount_capturable = 0
  intent.amount_received = amount
  from.captured = true
  from.amount_captured = amount
  const fee = feeOf(amount, currency)
  from.balance_transaction = book(world, { type: 'charge', category: 'charge', source: from.id, amount, fee, currency }).id
  if (world.cards.get(from.payment_method ?? '')?.card.disputed) openDispute(world, from.id)
}

const newCharge = (world: World, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): Stripe.Charge => ({
  id: newId('ch'),
  object: 'charge',
  amount: intent.amount,
  amount_captured: 0,
  amount_refunded: 0,
  application: null,
  application_fee: null,
  application_fee_amount: null,
  balance_transaction: null,
  billing_details: method.billing_details,
  calculated_statement_descriptor: `SANDBOX* ${intent.statement_descriptor_suffix ?? ''}`.trim().slice(0, 22),
  captured: false,
  created: now(world),
  currency: intent.currency,
  customer: intent.customer,
  description: intent.description,
  disputed: false,
  failure_balance_transaction: null,
  failure_code: null,
  failure_message: null,
  fraud_details: null,
  livemode: false,
  // Stripe copies them when it makes the charge, and not later.
  metadata: { ...intent.metadata },
  on_behalf_of: null,
  outcome: null,
  paid: true,
  payment_intent: intent.id,
  payment_method: method.id,
  payment_method_details: {
    type: 'card',
    card: {
      amount_authorized: intent.amount,
      authorization_code: null,
      brand: method.card?.brand ?? null,
      checks: null,
      country: method.card?.country ?? null,
      electronic_commerce_indicator: null,
      exp_month: method.card?.exp_month ?? 12,
      exp_year: method.card?.exp_year ?? 2030,
      funding: 'credit',
      installments: null,
      last4: method.card?.last4 ?? null,
      mandate: null,
      network: method.card?.brand ?? null,
      network_transaction_id: null,
      regulated_status: null,
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  },
  receipt_email: null,
  receipt_number: null,
  receipt_url: null,
  refunded: false,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  statement_descriptor_suffix: intent.statement_descriptor_suffix,
  status: 'succeeded',
  transfer_data: null,
  transfer_group: null,
})
