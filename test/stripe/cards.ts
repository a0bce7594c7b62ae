import type Stripe from 'stripe'
import { forbidden, invalid } from './errors.ts'
import { type Card, get, newId, now, put, type World } from './state.ts'

const card = (number: string, more: Partial<Card> = {}): Card => ({ number, brand: 'visa', asks: 'NEVER', ...more })
const declined = (number: string, code: string, decline: string) => card(number, { declines: [code, decline], alsoSetUp: true })

/** Test cards (docs.stripe.com/testing), by Stripe's own names of their payment methods. */
export const CARDS: Readonly<Record<string, Card>> = {
  pm_card_visa: card('4242424242424242'),
  pm_card_mastercard: card('5555555555554444', { brand: 'mastercard' }),
  pm_card_visa_chargeDeclined: declined('4000000000000002', 'card_declined', 'generic_decline'),
  pm_card_visa_chargeDeclinedInsufficientFunds: declined('4000000000009995', 'card_declined', 'insufficient_funds'),
  pm_card_visa_chargeDeclinedLostCard: declined('4000000000009987', 'card_declined', 'lost_card'),
  pm_card_chargeDeclinedExpiredCard: declined('4000000000000069', 'expired_card', 'expired_card'),
  pm_card_chargeDeclinedProcessingError: declined('4000000000000119', 'processing_error', 'processing_error'),
  pm_card_chargeCustomerFail: card('4000000000000341', { declines: ['card_declined', 'generic_decline'] }),
  pm_card_authenticationRequiredOnSetup: card('4000002500003155', { asks: 'UNLESS_AGREED' }),
  pm_card_authenticationRequired: card('4000002760003184', { asks: 'ALWAYS' }),
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: card('4000008260003178', {
    asks: 'ALWAYS',
    declines: ['card_declined', 'insufficient_funds'],
  }),
  pm_card_createDispute: card('4000000000000259', { disputed: true }),
  pm_card_pendingRefund: card('4000000000007726', { refund: 'PENDS' }),
  pm_card_refundFail: card('4000000000005126', { refund: 'FAILS' }),
}

const DECLINES: Readonly<Record<string, string>> = {
  insufficient_funds: 'Your card has insufficient funds.',
  expired_card: 'Your card has expired.',
  processing_error: 'An error occurred while processing your card. Try again in a little bit.',
  authentication_required: 'Your card was declined. This transaction requires authentication.',
}

/** Stripe's error of a card that gave no money. */
export const cardError = (code: string, decline: string, more: Record<string, unknown> = {}) => ({
  type: 'card_error' as const,
  code,
  decline_code: decline,
  message: DECLINES[decline] ?? 'Your card was declined.',
  ...more,
})

/** A new payment method of a test card: by its name (`pm_card_visa`) or its number. */
export function newMethod(world: World, name: string): Stripe.PaymentMethod {
  const known = CARDS[name] ?? Object.values(CARDS).find(({ number }) => number === name)
  if (!known) throw invalid('Your card number is not a test card. (SANDBOX)', 'card[number]', 'incorrect_number')
  const id = newId('pm')
  world.cards.set(id, { card: known, agreed: false })
  return put(world, 'payment_method', {
    id,
    object: 'payment_method',
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    card: {
      brand: known.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'NL',
      display_brand: known.brand,
      exp_month: 12,
      exp_year: new Date(now(world) * 1000).getUTCFullYear() + 3,
      funding: 'credit',
      generated_from: null,
      last4: known.number.slice(-4),
      networks: null,
      regulated_status: null,
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: now(world),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  })
}

/** A payment method that a call names: a kept one, or a new one of a test card. */
export const methodOf = (world: World, name: string): Stripe.PaymentMethod =>
  CARDS[name] ? newMethod(world, name) : get(world, 'payment_method', name, 'payment_method')

export function attach(world: World, method: Stripe.PaymentMethod, customer: string): void {
  get(world, 'customer', customer, 'customer')
  if (method.customer === customer) return
  if (method.customer !== null) throw forbidden('payment_method_unexpected_state', 'It is attached to another customer.')
  method.customer = customer
  world.happen('payment_method.attached', method)
}

export function detach(world: World, id: string): Stripe.PaymentMethod {
  const method = get(world, 'payment_method', id, 'payment_method')
  if (method.customer === null)
    throw forbidden(
      'payment_method_unexpected_state',
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    )
  method.customer = null
  // Stripe: a detached payment method can no longer be used for payments or re-attached.
  world.cards.delete(id)
  world.happen('payment_method.detached', method)
  return method
}
