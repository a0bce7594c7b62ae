import { z } from 'zod'
import { Refused, Unknown, type Money, type Payment, type PaymentOrder, type Refund, type Sought } from '../provider.ts'
import { declinedFor, declineOf } from './declines.ts'
import { PAYPAL_LIMITS } from './limits.ts'
import { amountOf } from './money.ts'
import {
  authorization,
  capture,
  firstOf,
  declinedMark,
  isOver,
  newestOf,
  operationIn,
  order,
  paymentOf,
  releasedMark,
  refund,
  takenOf,
  type Order,
} from './order.ts'
import { linkTo, part, type Wire } from './wire.ts'

/** Payments: PayPal's orders, with the authorisation, the capture and the refunds that belong to them. A payment's id is its order's. */
export function createPayments(wire: Wire, now: () => number) {
  const orderAt = (id: string) => wire.send({ method: 'GET', path: `/v2/checkout/orders/${part(id)}` }, order)
  const shown = (given: Order) => paymentOf(given, now())

  const place = async (ordered: PaymentOrder, intent: Order['intent']): Promise<Payment> => {
    const call = { method: 'POST', path: '/v2/checkout/orders', key: ordered.operationId, body: bodyOf(ordered, intent) } as const
    // A repeated call is answered as the first was, so what has become of the order since is read.
    const given = await orderAt((await wire.send(call, placed)).id)
    return ordered.methodId !== null && given.status === 'CREATED' && !isOver(given)
      ? complete(given, `${ordered.operationId}-kept`, keptWay(ordered.methodId, ordered.offSession), ordered.offSession)
      : settled(given)
  }

  /** Authorises or captures an order, and gives what has come of it. */
  const complete = async (given: Order, key: string, body: unknown, offSession: boolean): Promise<Payment> => {
    const path = `/v2/checkout/orders/${part(given.id)}/${given.intent === 'AUTHORIZE' ? 'authorize' : 'capture'}`
    try {
      await wire.send({ method: 'POST', path, key, body }, nothing)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const decline = declineOf(error)
      if (decline === null || (decline.code === 'PAYER_ACTION_REQUIRED' && !offSession)) {
        const after = shown(await orderAt(given.id))
        // Its payer has to look at it (again), or somebody was faster.
        if (decline !== null || after.state !== shown(given).state) return after
        throw error
      }
      await mark(given, (customId) => declinedMark(decline.code, customId))
    }
    return shown(await orderAt(given.id))
  }

  /** Writes how an order ended where we read it again. */
  const mark = (given: Order, words: (customId: string) => string) => {
    const value = words(given.purchase_units[0].custom_id ?? '')
    const change = { op: 'replace', path: "/purchase_units/@reference_id=='default'/custom_id", value }
    return wire.send({ method: 'PATCH', path: `/v2/checkout/orders/${part(given.id)}`, body: [change] }, nothing)
  }

  /** What an order comes to: one that its payer has approved is completed, one that was let go is not, or is undone. */
  const settled = async (given: Order): Promise<Payment> => {
    if (isOver(given)) return shown(await voided(given))
    return given.status === 'APPROVED' ? complete(given, `${given.id}-approved`, {}, false) : shown(given)
  }

  const read = async (id: string): Promise<Payment> => settled(await orderAt(id))

  const captured = async (operationId: string, id: string, money: Money): Promise<Payment> => {
    const body = { amount: amountOf(money), invoice_id: operationId, final_capture: true }
    const given = await orderAt(id)
    const taken = takenOf(given)
    if (taken.some((each) => each.invoice_id === operationId)) return shown(given)
    if (taken.length > 0) throw new Refused('AUTHORIZATION_ALREADY_CAPTURED', 'It was captured before.')
    const held = newestOf(given)
    if (held === undefined) throw new Refused('ORDER_NOT_AUTHORIZED', 'Nothing is blocked to capture from.')
    const over = Date.parse(held.create_time) + PAYPAL_LIMITS.honourMs <= now()
    const from = over ? await renewed(operationId, held.id, given) : held.id
    try {
      const path = `/v2/payments/authorizations/${part(from)}/capture`
      const done = await wire.send({ method: 'POST', path, key: operationId, body }, capture)
      const after = shown(await orderAt(id))
      return done.status === 'DECLINED' || done.status === 'FAILED'
        ? { ...after, state: 'DECLINED', decline: declinedFor(done.status_details?.reason) }
        : after
    } catch (error) {
      const decline = declineOf(error)
      if (decline === null) throw error
      return { ...shown(given), state: 'DECLINED', decline }
    }
  }

  /** A renewed authorisation bears another id. Without one the old may still do: PayPal honours it if it can. */
  const renewed = async (operationId: string, held: string, given: Order): Promise<string> => {
    const path = `/v2/payments/authorizations/${part(held)}/reauthorize`
    const body = { amount: amountOf(given.purchase_units[0].amount) }
    try {
      return (await wire.send({ method: 'POST', path, key: `${operationId}-renew`, body }, authorization)).id
    } catch (error) {
      if (error instanceof Unknown) throw error
      return held
    }
  }

  const released = async (id: string): Promise<Payment> => {
    const given = await orderAt(id)
    if (takenOf(given).length > 0) throw new Refused('PREVIOUSLY_CAPTURED', 'It was captured, and is not let go.')
    if (firstOf(given) === undefined && !isOver(given)) {
      try {
        await mark(given, releasedMark)
      } catch (error) {
        // It was completed meanwhile, and is voided below.
        if (!(error instanceof Refused)) throw error
      }
    }
    const after = shown(await voided(await orderAt(id)))
    if (after.capturedMinor > 0) throw new Refused('PREVIOUSLY_CAPTURED', 'It was captured, and is not let go.')
    return after
  }

  /** Voids what is blocked, and gives the order as it then is. What is gone stays as it is. */
  const voided = async (given: Order): Promise<Order> => {
    const [first, state] = [firstOf(given), shown(given).state]
    if (first === undefined || (state !== 'AUTHORISED' && state !== 'PENDING') || takenOf(given).length > 0) return given
    try {
      const path = `/v2/payments/authorizations/${part(first.id)}/void`
      await wire.send({ method: 'POST', path, key: `${first.id}-void`, body: {} }, nothing)
    } catch (error) {
      // Captured, voided or expired by now: the order says which.
      if (!(error instanceof Refused)) throw error
    }
    return orderAt(given.id)
  }

  const refunded = async (operationId: string, id: string, money: Money): Promise<Refund> => {
    const body = { amount: amountOf(money), custom_id: operationId }
    const given = await orderAt(id)
    const known = given.purchase_units[0].payments.refunds.find((each) => each.custom_id === operationId)
    if (known !== undefined) return refundOf(known, id)
    const from = takenOf(given).find(({ status }) => status !== 'PENDING')
    if (from === undefined) throw new Refused('CAPTURE_NOT_COMPLETED', 'Nothing was captured to refund from.')
    const path = `/v2/payments/captures/${part(from.id)}/refund`
    return refundOf(await wire.send({ method: 'POST', path, key: operationId, body }, refund), id)
  }

  /** The order of a capture: the payment, as the box knows it. */
  const paymentOfCapture = async (captureId: string): Promise<string> => {
    const found = await wire.send({ method: 'GET', path: `/v2/payments/captures/${part(captureId)}` }, capture)
    return orderIdIn(found)
  }
  const paymentOfAuthorization = async (id: string): Promise<string> =>
    orderIdIn(await wire.send({ method: 'GET', path: `/v2/payments/authorizations/${part(id)}` }, authorization))

  return {
    read,
    authorise: (ordered: PaymentOrder) => place(ordered, 'AUTHORIZE'),
    charge: (ordered: PaymentOrder) => place(ordered, 'CAPTURE'),
    capture: captured,
    release: (_operationId: string, id: string) => released(id),
    refund: refunded,
    paymentOfCapture,
    paymentOfAuthorization,
    capturesOf: async (id: string): Promise<string[]> => takenOf(await orderAt(id)).map((each) => each.id),
    readRefund: async (id: string): Promise<Refund> => {
      const found = await wire.send({ method: 'GET', path: `/v2/payments/refunds/${part(id)}` }, refund)
      const up = linkTo(found.links, 'up')?.split('/').at(-1) ?? ''
      return refundOf(found, await paymentOfCapture(up))
    },
    /** What an operation has led to in a payment that we know; null: nothing. */
    findIn: async ({ kind, operationId }: Sought, id: string): Promise<Payment | Refund | null> => {
      const given = await orderAt(id)
      const [{ payments, custom_id: customId }] = given.purchase_units
      if (kind === 'REFUND') {
        const found = payments.refunds.find((each) => each.custom_id === operationId)
        return found === undefined ? null : refundOf(found, id)
      }
      const own = operationIn(customId) === operationId || takenOf(given).some((each) => each.invoice_id === operationId)
      const payment = await settled(given)
      // What is still blocked was neither captured nor released.
      return own || payment.state !== 'AUTHORISED' ? payment : null
    },
  }
}

const nothing = z.unknown()
const placed = z.object({ id: z.string() })

function orderIdIn(found: {
  supplementary_data?: { related_ids?: { order_id?: string | undefined } | undefined } | undefined
}): string {
  const id = found.supplementary_data?.related_ids?.order_id
  if (id === undefined) throw new Refused('RESOURCE_NOT_FOUND', 'It belongs to no order.')
  return id
}

function bodyOf(ordered: PaymentOrder, intent: Order['intent']) {
  const { operationId, payer, amount, methodId, keepMethod, returnUrl, statement } = ordered
  const unit = { reference_id: 'default', amount: amountOf(amount), custom_id: operationId, invoice_id: operationId }
  const vault = { store_in_vault: 'ON_SUCCESS', usage_type: 'MERCHANT' }
  const customer = payer.customerId === null ? {} : { customer: { id: payer.customerId } }
  const asked = {
    experience_context: {
      return_url: returnUrl,
      cancel_url: returnUrl,
      user_action: 'PAY_NOW',
      shipping_preference: 'NO_SHIPPING',
    },
    ...(keepMethod && { attributes: { vault, ...customer } }),
  }
  return {
    intent,
    purchase_units: [{ ...unit, soft_descriptor: statement, description: statement }],
    // A kept way is named only when the order is there: PayPal makes no order of one that it declines, and we would know it by nothing.
    ...(methodId === null && { payment_source: { paypal: asked } }),
  }
}

const keptWay = (methodId: string, offSession: boolean) => {
  const initiator = offSession ? 'MERCHANT' : 'CUSTOMER'
  const credential = { payment_initiator: initiator, usage: 'SUBSEQUENT', usage_pattern: 'UNSCHEDULED_POSTPAID' }
  return { payment_source: { paypal: { vault_id: methodId, stored_credential: credential } } }
}

const REFUND_STATES = { COMPLETED: 'SUCCEEDED', PENDING: 'PENDING', CANCELLED: 'CANCELLED', FAILED: 'FAILED' } as const

function refundOf(given: z.output<typeof refund>, paymentId: string): Refund {
  return {
    kind: 'REFUND',
    externalId: given.id,
    operationId: operationIn(given.custom_id),
    state: Object.entries(REFUND_STATES).find(([word]) => word === given.status)?.[1] ?? 'PENDING',
    paymentId,
    amount: given.amount,
    reason: given.status_details?.reason ?? null,
  }
}
