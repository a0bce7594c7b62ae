import { z } from 'zod'
import type { Method, Payment } from '../provider.ts'
import { declinedFor } from './declines.ts'
import { amount } from './money.ts'
import { link, linkTo } from './wire.ts'

/** Orders v2 and Payments v2, as far as we read them. https://developer.paypal.com/api/orders/v2 */
const reason = z.object({ reason: z.string().optional() }).optional()
const related = z.object({ related_ids: z.object({ order_id: z.string().optional() }).optional() }).optional()

export const authorization = z.object({
  id: z.string(),
  status: z.string(),
  create_time: z.string(),
  expiration_time: z.string().optional(),
  status_details: reason,
  supplementary_data: related,
})
export const capture = z.object({
  id: z.string(),
  status: z.string(),
  amount,
  invoice_id: z.string().optional(),
  status_details: reason,
  seller_receivable_breakdown: z.object({ paypal_fee: amount.optional() }).optional(),
  supplementary_data: related,
})
export const refund = z.object({
  id: z.string(),
  status: z.string(),
  amount,
  custom_id: z.string().optional(),
  status_details: reason,
  links: z.array(link).default([]),
})
const vaulted = z.object({ id: z.string(), customer: z.object({ id: z.string() }) })
export const order = z.object({
  id: z.string(),
  status: z.string(),
  intent: z.enum(['AUTHORIZE', 'CAPTURE']),
  purchase_units: z.tuple([
    z.object({
      amount,
      custom_id: z.string().optional(),
      payments: z
        .object({
          authorizations: z.array(authorization).default([]),
          captures: z.array(capture).default([]),
          refunds: z.array(refund).default([]),
        })
        .prefault({}),
    }),
  ]),
  payment_source: z
    .object({
      paypal: z
        .object({
          email_address: z.string().optional(),
          // Without an id it was not kept yet, or is not to be.
          attributes: z.object({ vault: z.union([vaulted, z.unknown().transform(() => null)]).optional() }).optional(),
        })
        .optional(),
    })
    .optional(),
  links: z.array(link).default([]),
})
export type Order = z.output<typeof order>
export type Capture = z.output<typeof capture>
export type Authorization = z.output<typeof authorization>

/**
 * PayPal cannot cancel an order, and forgets why one was declined. So its custom id says it: `released:` or `declined:CODE:` stands before the
 * operation, and nobody completes the order any more.
 */
const END = /^(?:released|declined:(\w+)):/
export const releasedMark = (customId: string): string => `released:${customId}`
export const declinedMark = (code: string, customId: string): string => `declined:${code}:${customId}`
const endOf = (given: Order) => END.exec(given.purchase_units[0].custom_id ?? '')
export const isOver = (given: Order): boolean => endOf(given) !== null

/** Our operation in a custom id; null: another shop of the same account made it. */
export function operationIn(customId: string | undefined): string | null {
  const id = customId?.replace(END, '')
  return id !== undefined && z.uuid().safeParse(id).success ? id : null
}

/** The one to capture: renewed authorisations stand beside the first. */
export const newestOf = (given: Order): Authorization | undefined => byAge(given).at(-1)
/** The one to void: PayPal voids no renewed one. */
export const firstOf = (given: Order): Authorization | undefined => byAge(given)[0]
const byAge = (given: Order) =>
  given.purchase_units[0].payments.authorizations.toSorted((a, b) => Date.parse(a.create_time) - Date.parse(b.create_time))

/** Captures that have taken money, or may have: not those that were declined. */
export const takenOf = (given: Order): Capture[] =>
  given.purchase_units[0].payments.captures.filter(({ status }) => !['DECLINED', 'FAILED'].includes(status))

export function paymentOf(given: Order, now: number): Payment {
  const [{ amount: whole, custom_id: customId, payments }] = given.purchase_units
  const taken = takenOf(given)
  const booked = taken.filter(({ status }) => status !== 'PENDING')
  const held = newestOf(given)
  const state = stateOf(given, now)
  const fees = booked.map((each) => each.seller_receivable_breakdown?.paypal_fee)
  const known = booked.length > 0 && fees.every((fee) => fee?.currency === whole.currency)
  const lost = [...payments.captures, ...payments.authorizations].map(({ status_details: why }) => why?.reason).find(Boolean)
  return {
    kind: 'PAYMENT',
    externalId: given.id,
    operationId: operationIn(customId),
    state,
    amount: whole,
    capturedMinor: sum(booked.map((each) => each.amount.amountMinor)),
    refundedMinor: sum(
      payments.refunds.filter(({ status }) => ['COMPLETED', 'PENDING'].includes(status)).map((each) => each.amount.amountMinor),
    ),
    feeMinor: known ? sum(fees.map((fee) => fee?.amountMinor ?? 0)) : null,
    expiresAt: state === 'AUTHORISED' && held?.expiration_time !== undefined ? new Date(held.expiration_time) : null,
    action:
      state === 'REQUIRES_ACTION' ? { clientSecret: null, approvalUrl: linkTo(given.links, 'payer-action', 'approve') } : null,
    method: methodOf(given),
    decline: state === 'DECLINED' ? declinedFor(endOf(given)?.[1] ?? lost) : null,
  }
}

function stateOf(given: Order, now: number): Payment['state'] {
  const [{ payments }] = given.purchase_units
  const taken = takenOf(given)
  if (taken.some(({ status }) => status !== 'PENDING')) return 'CAPTURED'
  if (taken.length > 0) return 'PENDING'
  const held = newestOf(given)
  // A capture that was under review is declined, and its authorisation is used up.
  const usedUp = payments.captures.length > 0 && (held === undefined || held.status.endsWith('CAPTURED'))
  if (usedUp) return 'DECLINED'
  if (held !== undefined) return stateOfHeld(held, firstOf(given), now)
  const end = endOf(given)
  if (end !== null) return end[1] === undefined ? 'CANCELLED' : 'DECLINED'
  if (given.status === 'VOIDED') return 'CANCELLED'
  // COMPLETED without a payment is on its way.
  return given.status === 'APPROVED' || given.status === 'COMPLETED' ? 'PENDING' : 'REQUIRES_ACTION'
}

function stateOfHeld(held: Authorization, first: Authorization | undefined, now: number): Payment['state'] {
  const over = held.expiration_time !== undefined && Date.parse(held.expiration_time) <= now
  if (held.status === 'PENDING') return 'PENDING'
  if (held.status === 'DENIED') return 'DECLINED'
  if (over || held.status === 'EXPIRED') return 'EXPIRED'
  // Its capture is not shown yet.
  if (held.status.endsWith('CAPTURED')) return 'PENDING'
  if (held.status === 'VOIDED' || first?.status === 'VOIDED') return 'CANCELLED'
  return 'AUTHORISED'
}

/** The way that was paid, where its payer let us keep it. */
function methodOf(given: Order): Method | null {
  const paypal = given.payment_source?.paypal
  const vault = paypal?.attributes?.vault
  if (vault === null || vault === undefined) return null
  return { methodId: vault.id, customerId: vault.customer.id, kind: 'PAYPAL', label: labelOf(paypal?.email_address), expires: null }
}

/** What a payer knows their account by: `d•••@example.com`. */
export function labelOf(email: string | undefined): string {
  const [name = '', domain] = email?.split('@') ?? []
  return domain === undefined ? 'PayPal' : `${name.slice(0, 1)}•••@${domain}`
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
