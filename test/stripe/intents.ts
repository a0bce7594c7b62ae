import type Stripe from 'stripe'
import { attach, cardError, methodOf } from './cards.ts'
import { capture, charge } from './charges.ts'
import { ApiError, forbidden, invalid } from './errors.ts'
import { type Form, metadataOf, text, truth } from './form.ts'
import { chargeable, currencyOf } from './money.ts'
import { get, idOf, newId, now, put, type World } from './state.ts'

type Intent = Stripe.PaymentIntent

/** POST /v1/payment_intents */
export function createIntent(world: World, form: Form): Intent {
  const currency = currencyOf(form['currency'])
  const amount = chargeable(form['amount'], currency)
  const customer = text(form['customer'])
  if (customer !== null) get(world, 'customer', customer, 'customer')
  const suffix = text(form['statement_descriptor_suffix'])
  if (suffix !== null && (suffix.length > 22 || /[<>\\'"*]/.test(suffix) || !/[A-Za-z]/.test(suffix)))
    throw invalid(
      'The statement descriptor suffix is too long, has no letter, or has one of < > \\ \' " *',
      'statement_descriptor_suffix',
    )
  const confirmed = truth(form['confirm'])
  if (!confirmed && form['off_session'] !== undefined)
    throw invalid('You cannot provide `off_session` unless `confirm` is true.', 'off_session')
  const method = methodFor(world, form, customer)
  const id = newId('pi')
  const intent = put(world, 'payment_intent', {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: form['capture_method'] === 'manual' ? 'manual' : 'automatic',
    client_secret: `${id}_secret_${newId('x').slice(2)}`,
    confirmation_method: 'automatic',
    created: now(world),
    currency,
    customer,
    customer_account: null,
    description: text(form['description']),
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: metadataOf(form['metadata']),
    next_action: null,
    on_behalf_of: null,
    payment_method: method,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: form['setup_future_usage'] === 'off_session' ? 'off_session' : null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: suffix,
    status: method === null ? 'requires_payment_method' : 'requires_confirmation',
    transfer_group: text(form['transfer_group']),
  })
  world.happen('payment_intent.created', intent)
  return confirmed ? confirmIntent(world, id, form) : intent
}

/** The payment method that a form names, if its customer may pay with it. */
function methodFor(world: World, form: Form, customer: string | null): string | null {
  const name = text(form['payment_method'])
  if (name === null) return null
  const method = methodOf(world, name)
  if (!world.cards.has(method.id))
    throw forbidden('payment_method_unexpected_state', 'This payment method was detached and can no longer be used.')
  if (method.customer !== null && method.customer !== customer)
    throw forbidden('payment_method_unexpected_state', 'The PaymentMethod belongs to another Customer: provide it as `customer`.')
  return method.id
}

/** POST /v1/payment_intents/:id/confirm */
export function confirmIntent(world: World, id: string, form: Form): Intent {
  const intent = get(world, 'payment_intent', id)
  if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status))
    throw unexpected(intent, 'confirmed')
  const name = methodFor(world, form, intent.customer === null ? null : idOf(intent.customer)) ?? intent.payment_method
  if (name === null) throw invalid('You cannot confirm this PaymentIntent because it’s missing a payment method.', 'payment_method')
  intent.payment_method = idOf(name)
  intent.last_payment_error = null
  const known = world.cards.get(idOf(name))
  if (!known) throw new Error('The card is unknown.')
  const asks = known.card.asks === 'ALWAYS' || (known.card.asks === 'UNLESS_AGREED' && !known.agreed)
  if (!asks) return pay(world, intent)
  if (truth(form['off_session'])) return decline(world, intent, 'authentication_required', 'authentication_required')
  const url = `${world.url()}/_sandbox/3ds/${intent.id}`
  intent.status = 'requires_action'
  const returnUrl = text(form['return_url'])
  intent.next_action =
    returnUrl === null
      ? { type: 'use_stripe_sdk', use_stripe_sdk: {} }
      : { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } }
  world.happen('payment_intent.requires_action', intent)
  return intent
}

/** What the payer does on the page of their bank. */
export function authenticate(world: World, id: string, agreed: boolean): Intent {
  const intent = get(world, 'payment_intent', id)
  if (intent.status !== 'requires_action') throw unexpected(intent, 'authenticated')
  intent.next_action = null
  if (agreed) return quietly(() => pay(world, intent), intent)
  fail(world, intent, {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    message: 'The provided PaymentMethod has failed authentication.',
  })
  return intent
}

/** What the payer does in our form: gives a card, and agrees to what its bank asks, or does not. */
export function payByForm(world: World, id: string, card: string, agreed: boolean): Intent {
  const intent = get(world, 'payment_intent', id)
  quietly(() => confirmIntent(world, id, { payment_method: methodOf(world, card).id }), intent)
  return intent.status === 'requires_action' ? authenticate(world, id, agreed) : intent
}

/** Runs what answers a declined card with 402; its browser sees that in the intent. */
function quietly(run: () => Intent, intent: Intent): Intent {
  try {
    return run()
  } catch (error) {
    if (error instanceof ApiError && error.status === 402) return intent
    throw error
  }
}

function pay(world: World, intent: Intent): Intent {
  const method = get(world, 'payment_method', idOf(intent.payment_method))
  const known = world.cards.get(method.id)
  if (known?.card.declines) return decline(world, intent, ...known.card.declines)
  if (intent.setup_future_usage === 'off_session' && intent.customer !== null) {
    attach(world, method, idOf(intent.customer))
    if (known) known.agreed = true
  }
  charge(world, intent, null)
  return intent
}

function decline(world: World, intent: Intent, code: string, reason: string): never {
  const method = get(world, 'payment_method', idOf(intent.payment_method))
  const error = cardError(code, reason, { charge: charge(world, intent, { code, reason }).id })
  fail(world, intent, { ...error, payment_method: method })
  throw new ApiError(402, { ...error, payment_intent: structuredClone(intent), payment_method: structuredClone(method) })
}

/** A failed payment waits for another way to pay. */
function fail(world: World, intent: Intent, error: Stripe.PaymentIntent.LastPaymentError): void {
  intent.status = 'requires_payment_method'
  intent.payment_method = null
  intent.last_payment_error = error
  world.happen('payment_intent.payment_failed', intent)
}

/** POST /v1/payment_intents/:id/capture */
export function captureIntent(world: World, id: string, form: Form): Intent {
  const intent = get(world, 'payment_intent', id)
  if (intent.status !== 'requires_capture') throw unexpected(intent, 'captured')
  const amount =
    form['amount_to_capture'] === undefined
      ? intent.amount_capturable
      : chargeable(form['amount_to_capture'], intent.currency, 'amount_to_capture')
  if (amount > intent.amount_capturable)
    throw invalid(
      `The requested capture amount is greater than the authorized amount (${intent.amount_capturable}).`,
      'amount_to_capture',
      'amount_too_large',
    )
  Object.assign(intent.metadata, metadataOf(form['metadata']))
  capture(world, intent, amount)
  return intent
}

/** POST /v1/payment_intents/:id/cancel */
export function cancelIntent(world: World, id: string, reason: Intent['cancellation_reason'] = null): Intent {
  const intent = get(world, 'payment_intent', id)
  if (intent.status === 'succeeded' || intent.status === 'canceled') throw unexpected(intent, 'canceled')
  intent.status = 'canceled'
  intent.canceled_at = now(world)
  intent.cancellation_reason = reason
  intent.amount_capturable = 0
  intent.next_action = null
  if (intent.latest_charge !== null) {
    const held = get(world, 'charge', idOf(intent.latest_charge))
    if (held.status === 'succeeded') {
      held.amount_refunded = held.amount
      held.refunded = true
      world.happen(reason === 'automatic' ? 'charge.expired' : 'charge.refunded', held)
    }
  }
  world.happen('payment_intent.canceled', intent)
  return intent
}

/** Lets go every hold whose time is over. */
export function expireHolds(world: World): void {
  for (const intent of world.tables.payment_intent.values()) {
    if (intent.status !== 'requires_capture' || intent.latest_charge === null) continue
    const until = get(world, 'charge', idOf(intent.latest_charge)).payment_method_details?.card?.capture_before
    if (until !== undefined && until <= now(world)) cancelIntent(world, intent.id, 'automatic')
  }
}

const unexpected = (intent: Intent, verb: string) =>
  forbidden(
    'payment_intent_unexpected_state',
    `This PaymentIntent could not be ${verb} because it has a status of ${intent.status}.`,
    { payment_intent: structuredClone(intent) },
  )
