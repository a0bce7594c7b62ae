import { detach } from './cards.ts'
import { createCustomer } from './customers.ts'
import { answerDispute } from './disputes.ts'
import { ApiError } from './errors.ts'
import { type Form, text } from './form.ts'
import { cancelIntent, captureIntent, confirmIntent, createIntent } from './intents.ts'
import { list, search } from './lists.ts'
import { createRefund } from './refunds.ts'
import { createSetUp } from './setups.ts'
import { get, type World } from './state.ts'
import { createTransfer } from './transfers.ts'

type Route = (world: World, form: Form, id: string) => object

/** The part of Stripe's API that is played here. */
const ROUTES: Readonly<Record<string, Route>> = {
  'POST /v1/customers': createCustomer,
  'GET /v1/customers/:id': (world, _, id) => get(world, 'customer', id),
  'GET /v1/payment_methods/:id': (world, _, id) => get(world, 'payment_method', id),
  'POST /v1/payment_methods/:id/detach': (world, _, id) => detach(world, id),
  'GET /v1/payment_methods': (world, form) => list(world, 'payment_method', form, ['customer', 'type']),
  'POST /v1/payment_intents': createIntent,
  'GET /v1/payment_intents': (world, form) => list(world, 'payment_intent', form, ['customer']),
  'GET /v1/payment_intents/search': (world, form) => search(world, text(form['query']) ?? ''),
  'GET /v1/payment_intents/:id': (world, _, id) => get(world, 'payment_intent', id, 'intent'),
  'POST /v1/payment_intents/:id/confirm': (world, form, id) => confirmIntent(world, id, form),
  'POST /v1/payment_intents/:id/capture': (world, form, id) => captureIntent(world, id, form),
  'POST /v1/payment_intents/:id/cancel': (world, _, id) => cancelIntent(world, id),
  'POST /v1/setup_intents': createSetUp,
  'GET /v1/setup_intents': (world, form) => list(world, 'setup_intent', form, ['customer']),
  'GET /v1/setup_intents/:id': (world, _, id) => get(world, 'setup_intent', id, 'intent'),
  'GET /v1/charges/:id': (world, _, id) => get(world, 'charge', id, 'charge'),
  'POST /v1/refunds': createRefund,
  'GET /v1/refunds': (world, form) => list(world, 'refund', form, ['payment_intent', 'charge']),
  'GET /v1/refunds/:id': (world, _, id) => get(world, 'refund', id, 'refund'),
  'GET /v1/disputes': (world, form) => list(world, 'dispute', form, ['payment_intent', 'charge']),
  'GET /v1/disputes/:id': (world, _, id) => get(world, 'dispute', id, 'dispute'),
  'POST /v1/disputes/:id': (world, form, id) => answerDispute(world, id, form),
  'POST /v1/transfers': createTransfer,
  'GET /v1/transfers': (world, form) => list(world, 'transfer', form, ['destination', 'transfer_group']),
  'GET /v1/transfers/:id': (world, _, id) => get(world, 'transfer', id, 'transfer'),
  'GET /v1/balance_transactions': (world, form) => list(world, 'balance_transaction', form, ['source', 'type', 'currency']),
  'GET /v1/balance_transactions/:id': (world, _, id) => get(world, 'balance_transaction', id),
  'GET /v1/events': (world, form) => list(world, 'event', form, ['type']),
  'GET /v1/events/:id': (world, _, id) => get(world, 'event', id),
}

/** What answers a call: a whole path comes before one with an id. */
export function route(method: string, path: string): { run: Route; id: string } {
  const whole = ROUTES[`${method} ${path}`]
  if (whole) return { run: whole, id: '' }
  const parts = path.split('/')
  const run = parts.length < 4 ? undefined : ROUTES[`${method} ${parts.with(3, ':id').join('/')}`]
  if (!run)
    throw new ApiError(404, { type: 'invalid_request_error', message: `Unrecognized request URL (${method}: ${path}). (SANDBOX)` })
  return { run, id: decodeURIComponent(parts[3] ?? '') }
}
