import {
  book,
  captureWith,
  count,
  DAY,
  feeOf,
  inUnits,
  isoOf,
  newId,
  notThere,
  Problem,
  unitsOf,
  unprocessable,
  type Amount,
  type Authorization,
  type Capture,
  type OrderOf,
  type RefundOf,
  type World,
} from './state.ts'

/** Orders v2 and Payments v2. */
const ORDER_MS = 3 * 3_600_000
const HONOUR_MS = 3 * DAY
const VALID_MS = 29 * DAY
const REFUND_MS = 180 * DAY

interface OrderBody {
  intent?: OrderOf['intent']
  purchase_units?: { reference_id?: string; amount?: Amount; custom_id?: string; invoice_id?: string }[]
  payment_source?: { paypal?: Record<string, unknown> }
}
interface KeptWay {
  vault_id?: string
  stored_credential?: { payment_initiator?: string }
}

export function createOrder(world: World, body: OrderBody): OrderOf {
  const unit = body.purchase_units?.[0]
  if (unit === undefined || (body.intent !== 'AUTHORIZE' && body.intent !== 'CAPTURE'))
    throw new Problem(400, 'INVALID_REQUEST', 'MISSING_REQUIRED_PARAMETER')
  unitsOf(unit.amount)
  const paypal = body.payment_source?.paypal
  const context = paypal?.experience_context as { return_url?: string } | undefined
  const attributes = paypal?.attributes as { vault?: { store_in_vault?: string }; customer?: { id?: string } } | undefined
  const order: OrderOf = {
    id: newId(),
    intent: body.intent,
    status: paypal === undefined ? 'CREATED' : 'PAYER_ACTION_REQUIRED',
    // Checked above.
    amount: unit.amount as Amount,
    customId: unit.custom_id ?? null,
    invoiceId: unit.invoice_id ?? null,
    returnUrl: context?.return_url ?? '',
    keep: attributes?.vault?.store_in_vault === 'ON_SUCCESS' ? { customerId: attributes.customer?.id ?? null } : null,
    payer: null,
    vaulted: null,
    createdAt: world.now(),
    authorizations: [],
    captures: [],
    refunds: [],
  }
  world.orders.set(order.id, order)
  return order
}

export function orderAt(world: World, id: string): OrderOf {
  const order = world.orders.get(id)
  // One that nobody completed in time is forgotten.
  if (order === undefined || (order.status !== 'COMPLETED' && order.createdAt + ORDER_MS <= world.now())) throw notThere()
  return order
}

/** Its payer looks at it and agrees, with an account that pays or is declined. */
export function approve(world: World, id: string, payer: NonNullable<OrderOf['payer']>): OrderOf {
  const order = orderAt(world, id)
  if (order.status === 'COMPLETED') throw unprocessable('ORDER_ALREADY_COMPLETED')
  order.payer = payer
  order.status = 'APPROVED'
  world.tell('CHECKOUT.ORDER.APPROVED', 'checkout-order', orderShown(world, order))
  return order
}

/** Only the custom id, the way we use it. */
export function patchOrder(world: World, id: string, body: { op?: string; path?: string; value?: string }[]): void {
  const order = orderAt(world, id)
  if (order.status === 'COMPLETED') throw unprocessable('ORDER_ALREADY_COMPLETED')
  for (const { op, path, value } of body) {
    if (path !== "/purchase_units/@reference_id=='default'/custom_id" || typeof value !== 'string' || value.length > 255)
      throw unprocessable('NOT_PATCHABLE')
    if (op !== 'replace' && op !== 'add') throw unprocessable('UNSUPPORTED_PATCH_OPERATION')
    order.customId = value
  }
}

export function completeOrder(world: World, id: string, deed: 'authorize' | 'capture', body: OrderBody): OrderOf {
  const order = orderAt(world, id)
  if ((order.intent === 'AUTHORIZE') !== (deed === 'authorize')) throw unprocessable('ACTION_DOES_NOT_MATCH_INTENT')
  if (order.status === 'COMPLETED') throw unprocessable(`ORDER_ALREADY_${deed === 'authorize' ? 'AUTHORIZED' : 'CAPTURED'}`)
  const kept = body.payment_source?.paypal as KeptWay | undefined
  if (kept !== undefined) useKept(world, order, kept)
  if (order.payer === null) throw unprocessable('ORDER_NOT_APPROVED', [approveLink(world, order)])
  if (order.payer.way === 'DECLINED')
    throw unprocessable('INSTRUMENT_DECLINED', [{ ...approveLink(world, order), rel: 'redirect' }])
  if (deed === 'authorize') authorise(world, order)
  else takeFrom(world, order, order.amount, null, order.invoiceId)
  order.status = 'COMPLETED'
  if (order.keep !== null) keepWay(world, order, order.payer)
  return order
}

function useKept(world: World, order: OrderOf, kept: KeptWay) {
  const token = world.tokens.get(kept.vault_id ?? '')
  if (token === undefined) throw unprocessable('TOKEN_ID_NOT_FOUND')
  if (token.way === 'ASKS' && order.payer === null) {
    if (kept.stored_credential?.payment_initiator !== 'MERCHANT') order.status = 'PAYER_ACTION_REQUIRED'
    throw unprocessable('PAYER_ACTION_REQUIRED', [approveLink(world, order)])
  }
  order.payer ??= token
}

function keepWay(world: World, order: OrderOf, payer: NonNullable<OrderOf['payer']>) {
  order.vaulted = { id: newId().toLowerCase(), customer: { id: order.keep?.customerId ?? newId() }, ...payer }
  world.tokens.set(order.vaulted.id, order.vaulted)
  world.tell('VAULT.PAYMENT-TOKEN.CREATED', 'payment_token', { id: order.vaulted.id })
}

function authorise(world: World, order: OrderOf) {
  const now = world.now()
  const held: Authorization = {
    id: newId(),
    status: 'CREATED',
    amount: order.amount,
    createdAt: now,
    expiresAt: now + VALID_MS,
    renewalOf: null,
    renewed: false,
  }
  order.authorizations.push(held)
  bookHeld(world, order, held, 'T1300')
  world.tell('PAYMENT.AUTHORIZATION.CREATED', 'authorization', heldShown(order, held, world.now()))
}

/** Authorisations stand in the list too, and move nothing. */
function bookHeld(world: World, order: OrderOf, held: Authorization, code: string) {
  const { currency_code: currency } = held.amount
  book(world, { id: held.id, code, units: count(held.amount), currency, customId: order.customId, invoiceId: order.invoiceId })
}

function takeFrom(world: World, order: OrderOf, amount: Amount, held: Authorization | null, invoiceId: string | null): Capture {
  const used = [...world.orders.values()].some((other) =>
    other.captures.some((each) => invoiceId !== null && each.invoiceId === invoiceId && each.status === 'COMPLETED'),
  )
  if (used) throw unprocessable('DUPLICATE_INVOICE_ID')
  const capture: Capture = {
    id: newId(),
    status: world.pendingCaptures ? 'PENDING' : 'COMPLETED',
    amount,
    fee: feeOf(amount),
    invoiceId,
    authorizationId: held?.id ?? null,
    createdAt: world.now(),
  }
  order.captures.push(capture)
  book(world, {
    id: capture.id,
    code: 'T0006',
    status: capture.status === 'PENDING' ? 'P' : 'S',
    units: count(amount),
    currency: amount.currency_code,
    fee: inUnits(-count(capture.fee), amount.currency_code),
    reference: held?.id ?? null,
    customId: order.customId,
    invoiceId,
  })
  world.tell(`PAYMENT.CAPTURE.${capture.status}`, 'capture', captureShown(world, order, capture))
  return capture
}

/** What was pending comes, or is declined. */
export function settleCapture(world: World, id: string, status: 'COMPLETED' | 'DECLINED'): void {
  const found = captureWith(world, id)
  const line = world.lines.find((each) => each.id === id)
  if (found === null || line === undefined) throw notThere()
  found.capture.status = status
  line.status = status === 'COMPLETED' ? 'S' : 'D'
  world.tell(`PAYMENT.CAPTURE.${status}`, 'capture', captureShown(world, found.order, found.capture))
}

function heldWith(world: World, id: string): { order: OrderOf; held: Authorization } {
  for (const order of world.orders.values()) for (const held of order.authorizations) if (held.id === id) return { order, held }
  throw notThere()
}

export const getAuthorization = (world: World, id: string) => {
  const { order, held } = heldWith(world, id)
  return heldShown(order, held, world.now())
}
export function getCapture(world: World, id: string) {
  const found = captureWith(world, id)
  if (found === null) throw notThere()
  return captureShown(world, found.order, found.capture)
}

interface CaptureBody {
  amount?: Amount
  final_capture?: boolean
  invoice_id?: string
}
export function captureAuthorization(world: World, id: string, body: CaptureBody) {
  const { order, held } = heldWith(world, id)
  const amount = body.amount ?? held.amount
  const units = unitsOf(amount)
  if (held.status === 'VOIDED' || first(order)?.status === 'VOIDED') throw unprocessable('AUTHORIZATION_VOIDED')
  if (order.authorizations.some(({ status }) => status === 'CAPTURED')) throw unprocessable('AUTHORIZATION_ALREADY_CAPTURED')
  if (held.expiresAt <= world.now()) throw unprocessable('AUTHORIZATION_EXPIRED')
  if (amount.currency_code !== held.amount.currency_code) throw unprocessable('CURRENCY_MISMATCH')
  const taken = order.captures.reduce((sum, each) => sum + count(each.amount), 0)
  if (taken + units > count(held.amount)) throw unprocessable('MAX_CAPTURE_AMOUNT_EXCEEDED')
  if (held.createdAt + HONOUR_MS <= world.now() && !world.honoursLate) throw unprocessable('INSTRUMENT_DECLINED')
  const capture = takeFrom(world, order, amount, held, body.invoice_id ?? order.invoiceId)
  if (body.final_capture === true || taken + units === count(held.amount)) held.status = 'CAPTURED'
  return captureShown(world, order, capture)
}

/** Gives another authorisation, once, after the honour period. */
export function reauthorise(world: World, id: string, body: { amount?: Amount }) {
  const { order, held } = heldWith(world, id)
  const now = world.now()
  if (held.status === 'VOIDED') throw unprocessable('AUTHORIZATION_VOIDED')
  if (held.status === 'CAPTURED') throw unprocessable('AUTHORIZATION_ALREADY_CAPTURED')
  if (held.expiresAt <= now) throw unprocessable('AUTHORIZATION_EXPIRED')
  if (held.createdAt + HONOUR_MS > now) throw unprocessable('REAUTHORIZATION_TOO_SOON')
  if (held.renewed) throw unprocessable('REAUTHORIZATION_NOT_ALLOWED')
  if (body.amount !== undefined && unitsOf(body.amount) > count(held.amount) * 1.15) throw unprocessable('REAUTH_AMOUNT_EXCEEDED')
  held.renewed = true
  const again: Authorization = {
    ...held,
    id: newId(),
    createdAt: now,
    amount: body.amount ?? held.amount,
    renewalOf: held.id,
    renewed: false,
  }
  order.authorizations.push(again)
  bookHeld(world, order, again, 'T1301')
  world.tell('PAYMENT.AUTHORIZATION.CREATED', 'authorization', heldShown(order, again, now))
  return heldShown(order, again, now)
}

export function voidAuthorization(world: World, id: string): void {
  const { order, held } = heldWith(world, id)
  if (held.renewalOf !== null) throw unprocessable('CANNOT_BE_VOIDED')
  if (held.status === 'VOIDED') throw unprocessable('PREVIOUSLY_VOIDED')
  if (order.captures.length > 0) throw unprocessable('PREVIOUSLY_CAPTURED')
  if (held.expiresAt <= world.now()) throw unprocessable('AUTHORIZATION_EXPIRED')
  for (const each of order.authorizations) each.status = 'VOIDED'
  world.tell('PAYMENT.AUTHORIZATION.VOIDED', 'authorization', heldShown(order, held, world.now()))
}

export function refundCapture(world: World, id: string, body: { amount?: Amount; custom_id?: string }) {
  const found = captureWith(world, id)
  if (found === null) throw notThere()
  const { order, capture } = found
  const amount = body.amount ?? capture.amount
  const units = unitsOf(amount)
  const before = refundedOf(order)
  if (capture.status !== 'COMPLETED') throw unprocessable('CAPTURE_NOT_COMPLETED')
  if (capture.createdAt + REFUND_MS <= world.now()) throw unprocessable('REFUND_TIME_LIMIT_EXCEEDED')
  if (amount.currency_code !== capture.amount.currency_code) throw unprocessable('REFUND_CAPTURE_CURRENCY_MISMATCH')
  const disputed = [...world.disputes.values()].some((each) => each.captureId === id && each.outcome !== 'RESOLVED_SELLER_FAVOUR')
  if (disputed) throw unprocessable('REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK')
  if (before >= count(capture.amount)) throw unprocessable('CAPTURE_FULLY_REFUNDED')
  if (before + units > count(capture.amount)) throw unprocessable('REFUND_AMOUNT_EXCEEDED')
  const refund: RefundOf = {
    id: newId(),
    status: world.pendingRefunds ? 'PENDING' : 'COMPLETED',
    amount,
    captureId: id,
    customId: body.custom_id ?? null,
    createdAt: world.now(),
  }
  order.refunds.push(refund)
  book(world, {
    id: refund.id,
    code: 'T1107',
    status: refund.status === 'PENDING' ? 'P' : 'S',
    units: -units,
    currency: amount.currency_code,
    reference: id,
    customId: refund.customId,
  })
  if (refund.status === 'COMPLETED') world.tell('PAYMENT.CAPTURE.REFUNDED', 'refund', refundShown(world, refund))
  else world.tell('PAYMENT.REFUND.PENDING', 'refund', refundShown(world, refund))
  return refundShown(world, refund)
}

const refundWith = (world: World, id: string): RefundOf => {
  for (const order of world.orders.values()) for (const refund of order.refunds) if (refund.id === id) return refund
  throw notThere()
}
export const getRefund = (world: World, id: string) => refundShown(world, refundWith(world, id))

export function settleRefund(world: World, id: string, status: 'COMPLETED' | 'FAILED'): void {
  const refund = refundWith(world, id)
  const line = world.lines.find((each) => each.id === id)
  refund.status = status
  if (line !== undefined) line.status = status === 'COMPLETED' ? 'S' : 'D'
  world.tell(status === 'COMPLETED' ? 'PAYMENT.CAPTURE.REFUNDED' : 'PAYMENT.REFUND.FAILED', 'refund', refundShown(world, refund))
}

const first = (order: OrderOf) => order.authorizations[0]
const refundedOf = (order: OrderOf) =>
  order.refunds
    .filter(({ status }) => status === 'COMPLETED' || status === 'PENDING')
    .reduce((sum, each) => sum + count(each.amount), 0)

export const approveLink = (world: World, { id }: { id: string }) => ({
  rel: 'payer-action',
  href: `${world.base}/checkoutnow?token=${id}`,
  method: 'GET',
})
const linkTo = (world: World, rel: string, path: string) => ({ rel, href: `${world.base}${path}`, method: 'GET' })
const relatedTo = (order: OrderOf) => ({ related_ids: { order_id: order.id } })

export function orderShown(world: World, order: OrderOf) {
  const done = order.status === 'COMPLETED'
  const vault =
    order.vaulted === null ? {} : { vault: { id: order.vaulted.id, status: 'VAULTED', customer: order.vaulted.customer } }
  return {
    id: order.id,
    intent: order.intent,
    status: order.status,
    create_time: isoOf(order.createdAt),
    ...(order.payer !== null && {
      payment_source: {
        paypal: { email_address: order.payer.email, account_id: order.payer.payerId, ...(order.vaulted && { attributes: vault }) },
      },
    }),
    purchase_units: [
      {
        reference_id: 'default',
        amount: order.amount,
        custom_id: order.customId ?? undefined,
        invoice_id: order.invoiceId ?? undefined,
        payments: done
          ? {
              authorizations: order.authorizations.map((held) => heldShown(order, held, world.now())),
              captures: order.captures.map((capture) => captureShown(world, order, capture)),
              refunds: order.refunds.map((refund) => refundShown(world, refund)),
            }
          : undefined,
      },
    ],
    links: [
      linkTo(world, 'self', `/v2/checkout/orders/${order.id}`),
      ...(done ? [] : [{ ...approveLink(world, order), rel: order.status === 'CREATED' ? 'approve' : 'payer-action' }]),
    ],
  }
}

const heldShown = (order: OrderOf, held: Authorization, now: number) => ({
  id: held.id,
  status: held.status === 'CREATED' && held.expiresAt <= now ? 'VOIDED' : held.status,
  amount: held.amount,
  custom_id: order.customId ?? undefined,
  invoice_id: order.invoiceId ?? undefined,
  create_time: isoOf(held.createdAt),
  expiration_time: isoOf(held.expiresAt),
  supplementary_data: relatedTo(order),
})

function captureShown(world: World, order: OrderOf, capture: Capture) {
  const left = count(capture.amount) - refundedOf(order)
  const whole = left === count(capture.amount) ? 'COMPLETED' : left === 0 ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
  const currency = capture.amount.currency_code
  return {
    id: capture.id,
    status: capture.status === 'COMPLETED' ? whole : capture.status,
    ...(capture.status === 'PENDING' && { status_details: { reason: 'PENDING_REVIEW' } }),
    ...(capture.status === 'DECLINED' && { status_details: { reason: 'DECLINED_BY_RISK_FRAUD_FILTERS' } }),
    amount: capture.amount,
    final_capture: true,
    custom_id: order.customId ?? undefined,
    invoice_id: capture.invoiceId ?? undefined,
    ...(capture.status === 'COMPLETED' && {
      seller_receivable_breakdown: {
        gross_amount: capture.amount,
        paypal_fee: capture.fee,
        net_amount: inUnits(count(capture.amount) - count(capture.fee), currency),
      },
    }),
    create_time: isoOf(capture.createdAt),
    supplementary_data: relatedTo(order),
    links: [linkTo(world, 'self', `/v2/payments/captures/${capture.id}`), linkTo(world, 'up', `/v2/checkout/orders/${order.id}`)],
  }
}

const refundShown = (world: World, refund: RefundOf) => ({
  id: refund.id,
  status: refund.status,
  ...(refund.status === 'PENDING' && { status_details: { reason: 'ECHECK' } }),
  amount: refund.amount,
  custom_id: refund.customId ?? undefined,
  create_time: isoOf(refund.createdAt),
  links: [
    linkTo(world, 'self', `/v2/payments/refunds/${refund.id}`),
    linkTo(world, 'up', `/v2/payments/captures/${refund.captureId}`),
  ],
})
