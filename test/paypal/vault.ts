import {
  isoOf,
  newId,
  notThere,
  Problem,
  unprocessable,
  DAY,
  type OrderOf,
  type SetupToken,
  type Token,
  type World,
} from './state.ts'

/** Payment Method Tokens v3. */
interface SetupBody {
  customer?: { id?: string; merchant_customer_id?: string }
  payment_source?: {
    paypal?: { description?: string; usage_type?: string; experience_context?: { return_url?: string; cancel_url?: string } }
    token?: { id?: string; type?: string }
  }
}

export function createSetup(world: World, body: SetupBody) {
  const paypal = body.payment_source?.paypal
  if (paypal?.usage_type !== 'MERCHANT' || paypal.experience_context?.return_url === undefined)
    throw new Problem(400, 'INVALID_REQUEST', 'MISSING_REQUIRED_PARAMETER')
  const setup: SetupToken = {
    id: newId(),
    status: 'PAYER_ACTION_REQUIRED',
    customer: {
      id: body.customer?.id ?? newId(),
      ...(body.customer?.merchant_customer_id !== undefined && { merchant_customer_id: body.customer.merchant_customer_id }),
    },
    description: paypal.description ?? null,
    returnUrl: paypal.experience_context.return_url,
    payer: null,
    createdAt: world.now(),
  }
  world.setups.set(setup.id, setup)
  return setupShown(world, setup)
}

export function setupAt(world: World, id: string): SetupToken {
  const setup = world.setups.get(id)
  if (setup === undefined || setup.createdAt + 3 * DAY <= world.now()) throw notThere()
  return setup
}

export function approveSetup(world: World, id: string, payer: NonNullable<OrderOf['payer']>): SetupToken {
  const setup = setupAt(world, id)
  setup.payer = payer
  setup.status = 'APPROVED'
  return setup
}

/** PayPal tells nobody that a setup token was approved: its payer comes back to the return URL. */
export function createToken(world: World, body: SetupBody) {
  const setup = setupAt(world, body.payment_source?.token?.id ?? '')
  if (setup.status === 'VAULTED') throw unprocessable('SETUP_TOKEN_ALREADY_USED')
  if (setup.payer === null) throw unprocessable('SETUP_TOKEN_NOT_APPROVED')
  if (setup.payer.way === 'DECLINED') throw unprocessable('INSTRUMENT_DECLINED')
  setup.status = 'VAULTED'
  const token: Token = { id: newId().toLowerCase(), customer: setup.customer, ...setup.payer }
  world.tokens.set(token.id, token)
  world.tell('VAULT.PAYMENT-TOKEN.CREATED', 'payment_token', tokenShown(token))
  return tokenShown(token)
}

export const tokensOf = (world: World, customerId: string | null) => ({
  customer: { id: customerId },
  payment_tokens: [...world.tokens.values()].filter(({ customer }) => customer.id === customerId).map(tokenShown),
})

export const tokenShown = ({ id, customer, email, payerId }: Token) => ({
  id,
  customer,
  payment_source: { paypal: { email_address: email, payer_id: payerId } },
})

export const setupShown = (world: World, setup: SetupToken) => ({
  id: setup.id,
  status: setup.status,
  customer: setup.customer,
  create_time: isoOf(setup.createdAt),
  payment_source: {
    paypal: {
      ...(setup.description !== null && { description: setup.description }),
      ...(setup.payer !== null && { email_address: setup.payer.email, payer_id: setup.payer.payerId }),
    },
  },
  links: [
    { rel: 'self', href: `${world.base}/v3/vault/setup-tokens/${setup.id}`, method: 'GET' },
    ...(setup.status === 'PAYER_ACTION_REQUIRED'
      ? [{ rel: 'approve', href: `${world.base}/checkoutnow?token=${setup.id}`, method: 'GET' }]
      : []),
  ],
})
