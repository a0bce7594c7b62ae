import type Stripe from 'stripe'
import { attach, cardError, methodOf } from './cards.ts'
import { forbidden } from './errors.ts'
import { type Form, metadataOf, text } from './form.ts'
import { get, idOf, newId, now, put, type World } from './state.ts'

/** POST /v1/setup_intents, for a form that its user fills in. */
export function createSetUp(world: World, form: Form): Stripe.SetupIntent {
  const customer = text(form['customer'])
  if (customer !== null) get(world, 'customer', customer, 'customer')
  const id = newId('seti')
  const setUp = put(world, 'setup_intent', {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${newId('x').slice(2)}`,
    created: now(world),
    customer,
    description: null,
    excluded_payment_method_types: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: metadataOf(form['metadata']),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: text(form['usage']) ?? 'off_session',
  })
  world.happen('setup_intent.created', setUp)
  return setUp
}

/** What a user does in our form: gives a card, and agrees to what its bank asks, or does not. */
export function setUpByForm(world: World, id: string, name: string, agreed: boolean): Stripe.SetupIntent {
  const setUp = get(world, 'setup_intent', id)
  if (setUp.status !== 'requires_payment_method')
    throw forbidden('setup_intent_unexpected_state', `This SetupIntent has a status of ${setUp.status}.`)
  const method = methodOf(world, name)
  const known = world.cards.get(method.id)
  const { alsoSetUp, declines } = known?.card ?? {}
  if (alsoSetUp && declines) return fail(world, setUp, cardError(...declines, { payment_method: method }))
  if (!agreed)
    return fail(world, setUp, {
      type: 'invalid_request_error',
      code: 'setup_intent_authentication_failure',
      message: 'The provided PaymentMethod has failed authentication.',
    })
  if (setUp.customer !== null) attach(world, method, idOf(setUp.customer))
  if (known) known.agreed = true
  setUp.payment_method = method.id
  setUp.status = 'succeeded'
  setUp.last_setup_error = null
  world.happen('setup_intent.succeeded', setUp)
  return setUp
}

function fail(world: World, setUp: Stripe.SetupIntent, error: Stripe.SetupIntent.LastSetupError): Stripe.SetupIntent {
  setUp.last_setup_error = error
  world.happen('setup_intent.setup_failed', setUp)
  return setUp
}
