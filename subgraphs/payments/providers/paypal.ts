import { Unknown, type PaymentProvider, type Reading, type Sought } from './provider.ts'
import { createDisputes } from './paypal/disputes.ts'
import { createHooks } from './paypal/hooks.ts'
import { PAYPAL_LIMITS } from './paypal/limits.ts'
import { leastOf, stepOf } from './paypal/money.ts'
import { createPayments } from './paypal/payments.ts'
import { createPayouts } from './paypal/payouts.ts'
import { createTransactions } from './paypal/transactions.ts'
import { createVault } from './paypal/vault.ts'
import { createWire } from './paypal/wire.ts'

export interface PaypalOptions {
  clientId: string
  clientSecret: string
  /** PayPal's id of our endpoint: its hooks are signed with it. */
  webhookId: string
  /** Where PayPal's REST interface is. */
  url?: string
  /** The time that one call may take. */
  callMs?: number
  now?: () => number
}

/**
 * PayPal, by its REST interface: Orders v2 and Payments v2, payment method tokens v3, disputes, payouts and the transaction search. A payment's id
 * is its order's: a renewed authorisation bears another id, and nobody outside has to know.
 */
export function createPaypal(options: PaypalOptions): PaymentProvider {
  const callMs = () => options.callMs ?? PAYPAL_LIMITS.callMs
  const asked = { url: 'https://api-m.paypal.com', now: Date.now, ...options, callMs }
  const wire = createWire(asked)
  const payments = createPayments(wire, asked.now)
  const vault = createVault(wire)
  const disputes = createDisputes(wire, payments.paymentOfCapture)
  const payouts = createPayouts(wire)
  const transactions = createTransactions(wire, asked.now, {
    paymentOfCapture: payments.paymentOfCapture,
    paymentOfAuthorization: payments.paymentOfAuthorization,
    disputeOfCapture: async (captureId) => (await disputes.ofCapture(captureId))?.externalId ?? null,
  })
  const read = {
    PAYMENT: payments.read,
    REFUND: payments.readRefund,
    SET_UP: vault.read,
    DISPUTE: disputes.read,
    PAY_OUT: payouts.read,
  } satisfies Record<Reading['kind'], (id: string) => Promise<Reading>>

  const find = async (sought: Sought): Promise<Reading | null> => {
    const { kind, paymentId } = sought
    // A set-up moves no money, and whoever did not get its link cannot approve it.
    if (kind === 'SET_UP') return null
    if (kind === 'PAY_OUT') {
      if ((await transactions.one(sought)) === null) return null
      throw new Unknown('PayPal has made this payout, and says its id only to who sends it again.')
    }
    if (kind === 'DISPUTE') return paymentId === null ? null : await disputeIn(paymentId)
    if (paymentId !== null) return payments.findIn(sought, paymentId)
    const id = await transactions.paymentOf(sought)
    return id === null ? null : kind === 'PAYMENT' ? payments.read(id) : payments.findIn(sought, id)
  }
  /** A dispute that does not wait for us any more has got its evidence. */
  const disputeIn = async (paymentId: string) => {
    for (const capture of await payments.capturesOf(paymentId)) {
      const dispute = await disputes.ofCapture(capture)
      if (dispute !== null && dispute.state !== 'NEEDS_RESPONSE') return dispute
    }
    return null
  }

  return {
    name: 'paypal',
    can: {
      holdDays: PAYPAL_LIMITS.holdDays,
      incremental: false,
      overCapture: false,
      offSession: true,
      keyHours: PAYPAL_LIMITS.keyHours,
    },
    least: leastOf,
    step: stepOf,
    setUp: vault.setUp,
    authorise: payments.authorise,
    capture: payments.capture,
    release: payments.release,
    charge: payments.charge,
    refund: payments.refund,
    payOut: payouts.payOut,
    answerDispute: (_operationId, disputeId, evidence) => disputes.answer(disputeId, evidence),
    removeMethod: vault.remove,
    find,
    read: (kind, externalId) => read[kind](externalId),
    verifyHook: createHooks(asked),
    since: transactions.since,
  }
}
