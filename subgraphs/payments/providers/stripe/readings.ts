import type Stripe from 'stripe'
import type { Dispute, Method, Payment, PayOut, Refund, SetUp } from '../provider.ts'
import { minor } from './amounts.ts'
import { declineOf } from './errors.ts'

/** The names of what we write into Stripe's metadata. */
export const OPERATION = 'operation'
export const CAPTURE = 'capture'
/** Set where the user gives a card in a form: there they may try another after a decline. */
export const FORM = 'form'

/** What is read together with a payment, in one call. */
export const WITH_PAYMENT = ['latest_charge.balance_transaction', 'latest_charge.refunds', 'payment_method']
export const WITH_SET_UP = ['payment_method']

/** A payment; its `latest_charge` and `payment_method` are expanded. `refunds` is every refund of it, where there are more than it has. */
export function paymentOf(intent: Stripe.PaymentIntent, refunds?: Stripe.Refund[]): Payment {
  const state = paymentState(intent)
  const charge = whole(intent.latest_charge)
  const booked = whole(charge?.balance_transaction)
  const until = charge?.payment_method_details?.card?.capture_before
  const amountOf = (amount: number) => minor(amount, intent.currency)
  return {
    kind: 'PAYMENT',
    externalId: intent.id,
    operationId: intent.metadata[OPERATION] ?? null,
    state,
    amount: amountOf(intent.amount),
    capturedMinor: amountOf(intent.amount_received).amountMinor,
    refundedMinor: amountOf(refunded(refunds ?? charge?.refunds?.data ?? [])).amountMinor,
    feeMinor: booked && booked.currency === intent.currency ? amountOf(booked.fee).amountMinor : null,
    expiresAt: state === 'AUTHORISED' && until !== undefined ? dateOf(until) : null,
    action:
      state === 'REQUIRES_ACTION'
        ? {
            clientSecret: intent.metadata[FORM] === undefined ? null : intent.client_secret,
            approvalUrl: intent.next_action?.redirect_to_url?.url ?? null,
          }
        : null,
    method: methodOf(whole(intent.payment_method)),
    decline: declineOf(intent.last_payment_error),
  }
}

/** Until a user in a form has paid or left, nothing is final. Without a form the card that was named has had its chance. */
function paymentState({ status, metadata, last_payment_error, cancellation_reason }: Stripe.PaymentIntent): Payment['state'] {
  switch (status) {
    case 'requires_capture':
      return 'AUTHORISED'
    case 'succeeded':
      return 'CAPTURED'
    case 'processing':
      return 'PENDING'
    case 'canceled':
      return cancellation_reason === 'automatic' || cancellation_reason === 'expired' ? 'EXPIRED' : 'CANCELLED'
    case 'requires_payment_method':
      return last_payment_error && metadata[FORM] === undefined ? 'DECLINED' : 'REQUIRES_ACTION'
    default:
      return 'REQUIRES_ACTION'
  }
}

/**
 * What was paid back, or is on its way. A charge's own `amount_refunded` also counts the part of a hold that was never taken; such a part has
 * moved no balance.
 */
const refunded = (refunds: Stripe.Refund[]): number =>
  refunds
    .filter(({ status }) => status !== 'failed' && status !== 'canceled')
    .filter((refund) => refund.balance_transaction !== null || refund.metadata?.[OPERATION] !== undefined)
    .reduce((sum, { amount }) => sum + amount, 0)

export function setUpOf(setUp: Stripe.SetupIntent): SetUp {
  const state = SET_UP_STATES[setUp.status] ?? 'REQUIRES_ACTION'
  return {
    kind: 'SET_UP',
    externalId: setUp.id,
    operationId: setUp.metadata?.[OPERATION] ?? null,
    state,
    action: state === 'REQUIRES_ACTION' ? { clientSecret: setUp.client_secret, approvalUrl: null } : null,
    method: state === 'SUCCEEDED' ? methodOf(whole(setUp.payment_method)) : null,
    decline: declineOf(setUp.last_setup_error),
  }
}
const SET_UP_STATES: Readonly<Record<string, SetUp['state']>> = {
  succeeded: 'SUCCEEDED',
  processing: 'PENDING',
  canceled: 'CANCELLED',
}

/** A card that a customer keeps; null where none is kept. */
function methodOf(method: Stripe.PaymentMethod | null): Method | null {
  if (!method?.card || method.customer === null) return null
  const { brand, last4, exp_month: month, exp_year: year } = method.card
  return {
    methodId: method.id,
    customerId: nameOf(method.customer),
    kind: 'CARD',
    label: `${brand} •••• ${last4}`,
    expires: { month, year },
  }
}

export const refundOf = (refund: Stripe.Refund): Refund => ({
  kind: 'REFUND',
  externalId: refund.id,
  operationId: refund.metadata?.[OPERATION] ?? null,
  state: REFUND_STATES[refund.status ?? 'pending'] ?? 'PENDING',
  paymentId: nameOf(refund.payment_intent),
  amount: minor(refund.amount, refund.currency),
  reason: refund.failure_reason ?? null,
})
const REFUND_STATES: Readonly<Record<string, Refund['state']>> = {
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  canceled: 'CANCELLED',
}

export const disputeOf = (dispute: Stripe.Dispute): Dispute => ({
  kind: 'DISPUTE',
  externalId: dispute.id,
  operationId: dispute.metadata[OPERATION] ?? null,
  state: DISPUTE_STATES[dispute.status] ?? 'UNDER_REVIEW',
  paymentId: nameOf(dispute.payment_intent),
  amount: minor(dispute.amount, dispute.currency),
  feeMinor: minor(
    dispute.balance_transactions.reduce((sum, { fee }) => sum + fee, 0),
    dispute.currency,
  ).amountMinor,
  reason: dispute.reason,
  dueBy: dispute.evidence_details.due_by === null ? null : dateOf(dispute.evidence_details.due_by),
})
const DISPUTE_STATES: Readonly<Record<string, Dispute['state']>> = {
  needs_response: 'NEEDS_RESPONSE',
  warning_needs_response: 'NEEDS_RESPONSE',
  appeal_needs_response: 'NEEDS_RESPONSE',
  won: 'WON',
  warning_closed: 'WON',
  prevented: 'WON',
  lost: 'LOST',
}

/** A transfer stands in the operator's balance at once; what comes back of it comes whole. */
export const payOutOf = (transfer: Stripe.Transfer): PayOut => ({
  kind: 'PAY_OUT',
  externalId: transfer.id,
  operationId: transfer.metadata[OPERATION] ?? null,
  state: transfer.reversed ? 'RETURNED' : 'PAID',
  amount: minor(transfer.amount, transfer.currency),
  reason: null,
})

export const dateOf = (seconds: number): Date => new Date(seconds * 1000)

/** An expanded object; null where there is none, or only its id. */
export const whole = <T extends object>(field: T | string | null | undefined): T | null =>
  typeof field === 'object' ? field : null

/** The id of an object, expanded or not. */
export const nameOf = (field: { id: string } | string | null): string => (typeof field === 'string' ? field : (field?.id ?? ''))
