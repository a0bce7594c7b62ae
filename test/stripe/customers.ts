import type Stripe from 'stripe'
import { attach, methodOf } from './cards.ts'
import { type Form, metadataOf, text } from './form.ts'
import { newId, now, put, type World } from './state.ts'

/** POST /v1/customers */
export function createCustomer(world: World, form: Form): Stripe.Customer {
  const customer = put(world, 'customer', {
    id: newId('cus'),
    object: 'customer',
    balance: 0,
    created: now(world),
    default_source: null,
    description: text(form['description']),
    email: text(form['email']),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: metadataOf(form['metadata']),
    shipping: null,
  })
  world.happen('customer.created', customer)
  return customer
}

/** A customer who has kept a test card, and agreed to charges while away. */
export function keepCard(world: World, card: string): { customerId: string; methodId: string } {
  const { id: customerId } = createCustomer(world, {})
  const method = methodOf(world, card)
  attach(world, method, customerId)
  const known = world.cards.get(method.id)
  if (known) known.agreed = true
  return { customerId, methodId: method.id }
}
