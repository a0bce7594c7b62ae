import Stripe from 'stripe'
import { newId } from '#lib/id.ts'
import {
  type Evidence,
  type Payment,
  type PaymentOrder,
  type PaymentProvider,
  type Reading,
  Refused,
  type SetUpOrder,
  type Sought,
} from './provider.ts'
import { counted, least, step } from './stripe/amounts.ts'
import { asked, declinedPayment, isKeptFault, meaningOf } from './stripe/errors.ts'
import { foundId } from './stripe/find.ts'
import { verifiedHook } from './stripe/hook.ts'
import { intentOf } from './stripe/order.ts'
import {
  CAPTURE,
  disputeOf,
  OPERATION,
  payOutOf,
  paymentOf,
  refundOf,
  setUpOf,
  whole,
  WITH_PAYMENT,
  WITH_SET_UP,
} from './stripe/readings.ts'
import { linesSince } from './stripe/since.ts'

export interface StripeConfig {
  apiKey: string
  /** What hooks are signed with: two while one is rotated. */
  webhookSecrets: readonly string[]
  /** Where Stripe is; its own address by default. */
  host?: string
  port?: number
  protocol?: 'http' | 'https'
  /** How long one call may take, its answer included. */
  timeoutMs?: number
}

interface Change {
  operationId: string
  paymentId: string
  /** States in which it is done. */
  done: readonly Payment['state'][]
  /** Also where Stripe refuses it: it may be done already. */
  orRefused?: boolean
}

/** Stripe gives itself 80 s. Who waits for a charger gives up earlier. */
const TIMEOUT_MS = 20_000
/** Stripe keeps them for 24. */
const KEY_HOURS = { PAYMENT: 23, SET_UP: 23, REFUND: 23, DISPUTE: 23, PAY_OUT: 23 } as const
const DAY_MS = 24 * 60 * 60_000

/** Cards by Stripe (docs.stripe.com/api), with its own SDK. */
export function createStripe(config: StripeConfig): PaymentProvider {
  const { host, port, protocol } = config
  const client = new Stripe(config.apiKey, {
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(protocol !== undefined && { protocol }),
    // Nothing is sent again behind our back: the operation is repeated by who knows of it. By `http` the SDK would do it once after all.
    maxNetworkRetries: 0,
    httpClient: Stripe.createFetchHttpClient(),
    telemetry: false,
  })
  const options = () => ({ timeout: config.timeoutMs ?? TIMEOUT_MS })
  /** The operation is Stripe's key: the same call again is answered as the first was. */
  const once = (operationId: string) => ({ ...options(), idempotencyKey: operationId })

  const readPayment = async (id: string) => {
    const intent = await client.paymentIntents.retrieve(id, { expand: WITH_PAYMENT }, options())
    const cut = whole(intent.latest_charge)?.refunds?.has_more === true
    return paymentOf(
      intent,
      cut ? await client.refunds.list({ payment_intent: id, limit: 100 }).autoPagingToArray({ limit: 10_000 }) : undefined,
    )
  }
  const READ = {
    PAYMENT: readPayment,
    SET_UP: async (id: string) => setUpOf(await client.setupIntents.retrieve(id, { expand: WITH_SET_UP }, options())),
    REFUND: async (id: string) => refundOf(await client.refunds.retrieve(id, {}, options())),
    DISPUTE: async (id: string) => disputeOf(await client.disputes.retrieve(id, {}, options())),
    PAY_OUT: async (id: string) => payOutOf(await client.transfers.retrieve(id, {}, options())),
  } satisfies Record<Reading['kind'], (id: string) => Promise<Reading>>

  /**
   * What a call has made, as it is now: an answer may be an old one that was kept. With `free` it takes nobody's money: where a 500 is kept
   * and nothing is there, it is refused. Should it show after all, it is let go.
   */
  async function made<K extends Reading['kind']>(
    kind: K,
    operationId: string,
    call: () => Promise<{ id: string }>,
    free = false,
  ): Promise<Awaited<ReturnType<(typeof READ)[K]>>> {
    const id = await call().then(
      (answer) => answer.id,
      async (error: unknown) => {
        const left = declinedPayment(error)
        if (left !== null) return left
        if (!isKeptFault(error)) throw meaningOf(error)
        const sought: Sought = { operationId, kind, since: new Date(Date.now() - DAY_MS), paymentId: null }
        const found = await asked(() => foundId(client, sought))
        if (found === null) throw free ? new Refused('api_error', 'Stripe has failed, and has made nothing.') : meaningOf(error)
        return found
      },
    )
    // Each kind has its own reader.
    return asked(() => READ[kind](id) as Promise<Awaited<ReturnType<(typeof READ)[K]>>>)
  }

  /** The provider's customer, who keeps a way to pay; one is made for who has none. */
  async function customerOf({ operationId, payer }: SetUpOrder): Promise<string> {
    if (payer.customerId !== null) return payer.customerId
    const { email, userId } = payer
    const params = { metadata: { user: userId }, ...(email !== undefined && { email }) }
    return (await asked(() => client.customers.create(params, once(`${operationId}-customer`)))).id
  }

  async function pay(order: PaymentOrder, captureMethod: 'manual' | 'automatic') {
    const { operationId, keepMethod, payer } = order
    const customer = keepMethod || payer.customerId !== null ? await customerOf(order) : undefined
    const params = intentOf(order, captureMethod, customer)
    const free = captureMethod === 'manual' || params.confirm !== true
    return made('PAYMENT', operationId, () => client.paymentIntents.create(params, once(operationId)), free)
  }

  /**
   * Changes a payment. A 500 that is kept for the call leaves it to the payment to say whether it was done. If not, it is asked for under
   * another key: a payment is captured once, and let go once, by whatever key.
   */
  async function change(
    { operationId, paymentId, done, orRefused = false }: Change,
    call: (options: Stripe.RequestOptions) => Promise<unknown>,
  ): Promise<Payment> {
    try {
      await call(once(operationId))
    } catch (error) {
      const meaning = meaningOf(error)
      const kept = isKeptFault(error)
      if (!kept && !(orRefused && meaning instanceof Refused)) throw meaning
      const payment = await asked(() => readPayment(paymentId))
      if (done.includes(payment.state)) return payment
      if (!kept) throw meaning
      await asked(() => call(once(newId())))
    }
    return asked(() => readPayment(paymentId))
  }

  return {
    name: 'stripe',
    can: { holdDays: 7, incremental: false, overCapture: false, offSession: true, keyHours: KEY_HOURS },
    least,
    step,
    async setUp(order) {
      const { operationId } = order
      const customer = await customerOf(order)
      const params: Stripe.SetupIntentCreateParams = {
        customer,
        usage: 'off_session',
        allowed_payment_method_types: ['card'],
        metadata: { [OPERATION]: operationId },
      }
      return made('SET_UP', operationId, () => client.setupIntents.create(params, once(operationId)), true)
    },
    authorise: (order) => pay(order, 'manual'),
    charge: (order) => pay(order, 'automatic'),
    async capture(operationId, paymentId, amount) {
      const params = { amount_to_capture: counted(amount).amount, metadata: { [CAPTURE]: operationId } }
      return change({ operationId, paymentId, done: ['CAPTURED'] }, (options) =>
        client.paymentIntents.capture(paymentId, params, options),
      )
    },
    release: (operationId, paymentId) =>
      change({ operationId, paymentId, done: ['CANCELLED', 'EXPIRED'], orRefused: true }, (options) =>
        client.paymentIntents.cancel(paymentId, {}, options),
      ),
    async refund(operationId, paymentId, amount) {
      const params = { payment_intent: paymentId, amount: counted(amount).amount, metadata: { [OPERATION]: operationId } }
      return made('REFUND', operationId, () => client.refunds.create(params, once(operationId)))
    },
    async payOut({ operationId, account, amount, statement }) {
      const params = {
        ...counted(amount),
        destination: account,
        description: statement,
        transfer_group: operationId,
        metadata: { [OPERATION]: operationId },
      }
      return made('PAY_OUT', operationId, () => client.transfers.create(params, once(operationId)))
    },
    async answerDispute(operationId, disputeId, { text, documents }: Evidence) {
      const evidence = { uncategorized_text: [text, ...documents].join('\n') }
      const params = { evidence, submit: true, metadata: { [OPERATION]: operationId } }
      return made('DISPUTE', operationId, () => client.disputes.update(disputeId, params, once(operationId)))
    },
    async removeMethod(methodId) {
      await asked(() => client.paymentMethods.detach(methodId, {}, options())).catch((error: unknown) => {
        // It is not attached, or not there: it is gone.
        if (!(error instanceof Refused)) throw error
      })
    },
    async find(sought) {
      if (sought.kind === 'PAYMENT' && sought.paymentId !== null) return this.read('PAYMENT', sought.paymentId)
      const id = await asked(() => foundId(client, sought))
      return id === null ? null : this.read(sought.kind, id)
    },
    read: (kind, externalId) => asked<Reading>(() => READ[kind](externalId)),
    verifyHook: async (headers, raw) => verifiedHook(headers, raw, config.webhookSecrets),
    since: (cursor) => asked(() => linesSince(client, cursor)),
  }
}
