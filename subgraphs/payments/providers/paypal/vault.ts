import { z } from 'zod'
import { Refused, type Method, type SetUp, type SetUpOrder } from '../provider.ts'
import { declinedFor, declineOf } from './declines.ts'
import { labelOf, operationIn } from './order.ts'
import { link, linkTo, part, type Wire } from './wire.ts'

/** Payment Method Tokens v3. https://developer.paypal.com/api/payment-tokens/v3 */
const customer = z.object({ id: z.string(), merchant_customer_id: z.string().optional() })
const source = z.object({
  paypal: z
    .object({ email_address: z.string().optional(), payer_id: z.string().optional(), description: z.string().optional() })
    .optional(),
})
const setupToken = z.object({
  id: z.string(),
  status: z.string(),
  customer: customer.optional(),
  payment_source: source.optional(),
  links: z.array(link).default([]),
})
const paymentToken = z.object({ id: z.string(), customer, payment_source: source.optional() })
const paymentTokens = z.object({ payment_tokens: z.array(paymentToken).default([]) })
type SetupToken = z.output<typeof setupToken>
type PaymentToken = z.output<typeof paymentToken>

/** Ways to pay that PayPal keeps for charges while their payer is away. A set-up is a setup token, a way a payment token. */
export function createVault(wire: Wire) {
  const kept = async (given: SetupToken): Promise<PaymentToken | undefined> => {
    if (given.status === 'APPROVED') {
      const token = { id: given.id, type: 'SETUP_TOKEN' }
      const call = {
        method: 'POST',
        path: '/v3/vault/payment-tokens',
        key: `${given.id}-keep`,
        body: { payment_source: { token } },
      } as const
      return wire.send(call, paymentToken)
    }
    if (given.status !== 'VAULTED' || given.customer === undefined) return undefined
    const path = `/v3/vault/payment-tokens?customer_id=${encodeURIComponent(given.customer.id)}`
    const { payment_tokens: tokens } = await wire.send({ method: 'GET', path }, paymentTokens)
    const payer = given.payment_source?.paypal?.payer_id
    return tokens.find((each) => payer === undefined || each.payment_source?.paypal?.payer_id === payer)
  }

  const settled = async (given: SetupToken): Promise<SetUp> => {
    try {
      const token = await kept(given)
      return setUpOf(given, token === undefined ? null : methodOf(token, given))
    } catch (error) {
      const decline = declineOf(error)
      if (decline === null) throw error
      return { ...setUpOf(given, null), state: 'DECLINED', decline }
    }
  }

  const read = async (id: string): Promise<SetUp> =>
    settled(await wire.send({ method: 'GET', path: `/v3/vault/setup-tokens/${part(id)}` }, setupToken))

  return {
    setUp: async ({ operationId, payer, returnUrl }: SetUpOrder): Promise<SetUp> => {
      const paypal = {
        // Its payer reads it too. It is how we know the set-up again.
        description: `Agreement ${operationId}`,
        usage_type: 'MERCHANT',
        experience_context: { return_url: returnUrl, cancel_url: returnUrl, shipping_preference: 'NO_SHIPPING' },
      }
      const who = payer.customerId === null ? { merchant_customer_id: payer.userId } : { id: payer.customerId }
      const body = { customer: who, payment_source: { paypal } }
      // A repeated call is answered as the first was, so what has become of it since is read.
      return read((await wire.send({ method: 'POST', path: '/v3/vault/setup-tokens', key: operationId, body }, setupToken)).id)
    },
    read,
    remove: async (id: string): Promise<void> => {
      try {
        await wire.send({ method: 'DELETE', path: `/v3/vault/payment-tokens/${part(id)}` }, z.unknown())
      } catch (error) {
        if (!(error instanceof Refused && error.code === 'RESOURCE_NOT_FOUND')) throw error
      }
    },
  }
}

function setUpOf(given: SetupToken, method: Method | null): SetUp {
  const waits = given.status === 'CREATED' || given.status === 'PAYER_ACTION_REQUIRED'
  const declined = given.status === 'DECLINED' || given.status === 'FAILED'
  const state = method !== null ? 'SUCCEEDED' : waits ? 'REQUIRES_ACTION' : declined ? 'DECLINED' : 'PENDING'
  return {
    kind: 'SET_UP',
    externalId: given.id,
    operationId: operationIn(given.payment_source?.paypal?.description?.replace('Agreement ', '')),
    state,
    action: waits ? { clientSecret: null, approvalUrl: linkTo(given.links, 'approve') } : null,
    method,
    decline: declined ? declinedFor() : null,
  }
}

const methodOf = (token: PaymentToken, given: SetupToken): Method => ({
  methodId: token.id,
  customerId: token.customer.id,
  kind: 'PAYPAL',
  label: labelOf((token.payment_source ?? given.payment_source)?.paypal?.email_address),
  expires: null,
})
