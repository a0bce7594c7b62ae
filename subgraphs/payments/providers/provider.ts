import type { IncomingHttpHeaders } from 'node:http'

/**
 * A payment provider, as the rest of the box knows it. Amounts are integers in minor units of ISO 4217 (`lib/currency.ts`); an adapter
 * translates where its provider counts differently, and nobody else does.
 *
 * Every call that could move money is given the id of an `operation` that was committed before. It is the provider's idempotency key and
 * stands in what the provider keeps, so that the operation is found again. Such a call gives what the provider then has, as `read` would:
 * answers, hooks and what the janitor finds take one path. The same call again does nothing twice, and goes on where the user has done
 * what was asked of them. It throws `Refused` where certainly nothing has happened, and `Unknown` where something may have.
 */
export interface PaymentProvider {
  readonly name: ProviderName
  readonly can: Abilities
  /** The least that can be authorised or charged, in minor units. Infinity: nothing, for the provider does not take the currency. */
  least: (currency: string) => number
  /** Amounts are multiples of this, in minor units. Not 1 where the provider does not take a currency's last digits. */
  step: (currency: string) => number
  /** Begins to keep a way to pay, for charges while its user is away. The user mostly has to confirm it (SCA). */
  setUp: (order: SetUpOrder) => Promise<SetUp>
  /** Blocks an amount. */
  authorise: (order: PaymentOrder) => Promise<Payment>
  /** Takes so much of a blocked amount, once; the rest is let go. */
  capture: (operationId: string, paymentId: string, amount: Money) => Promise<Payment>
  /** Lets a blocked amount go. One that is gone already stays as it is. */
  release: (operationId: string, paymentId: string) => Promise<Payment>
  /** Blocks and takes at once. With `offSession` its user is away, and has agreed to it before. */
  charge: (order: PaymentOrder) => Promise<Payment>
  refund: (operationId: string, paymentId: string, amount: Money) => Promise<Refund>
  /** Sends what is an operator's to the operator's account at the provider. */
  payOut: (order: PayOutOrder) => Promise<PayOut>
  /** Gives what is to be said in a dispute. */
  answerDispute: (operationId: string, disputeId: string, evidence: Evidence) => Promise<Dispute>
  /** Forgets a way to pay. One that is gone already is no fault. */
  removeMethod: (methodId: string) => Promise<void>
  /**
   * What an operation has led to. One that was about a payment (capture, release) gives the payment as it stands. Null where
   * the provider certainly never did it. Throws `Unknown` while that cannot be said.
   */
  find: (operation: Sought) => Promise<Reading | null>
  /** A thing by the provider's own id. Throws `Refused` where it has none (PayPal forgets what its payer has not approved). */
  read: (kind: Reading['kind'], externalId: string) => Promise<Reading>
  /** What a hook tells to look at; null if it was not signed by the provider for us, or long ago. Says nothing of what happened. */
  verifyHook: (headers: IncomingHttpHeaders, raw: Buffer) => Promise<Hook | null>
  /**
   * The movements of the provider's own books after a cursor, oldest first, one page. A null cursor is the beginning. A movement may come
   * again on a later page.
   */
  since: (cursor: string | null) => Promise<{ movements: Movement[]; cursor: string | null; more: boolean }>
}

export const PROVIDERS = ['stripe', 'paypal'] as const
export type ProviderName = (typeof PROVIDERS)[number]
/** What people know them by. */
export const PROVIDER_NAMES: Readonly<Record<ProviderName, string>> = { stripe: 'Stripe', paypal: 'PayPal' }

export interface Abilities {
  /** How long a blocked amount stays blocked. */
  holdDays: number
  /** A blocked amount can be raised. We rely on neither: not where SCA applies. */
  incremental: boolean
  /** More can be taken than was blocked. */
  overCapture: boolean
  /** Its user may be away. */
  offSession: boolean
  /**
   * For how many hours a call may be sent again under the same operation, by what it makes, and be done once. After that it must be sought:
   * the provider has forgotten the key, and would do it a second time.
   */
  keyHours: Readonly<Record<Reading['kind'], number>>
}

export interface Money {
  amountMinor: number
  currency: string
}

/** Who pays. The provider keeps ways to pay by its own customer. */
export interface Payer {
  userId: string
  /** The provider's id of them; null: not known there yet. */
  customerId: string | null
  email?: string
}

export interface SetUpOrder {
  operationId: string
  payer: Payer
  /** Where the provider's page sends its user back to. */
  returnUrl: string
}

export interface PaymentOrder extends SetUpOrder {
  amount: Money
  /** A kept way to pay; null: the user gives one on the provider's page or form. */
  methodId: string | null
  /** Kept for charges while they are away, if they agree. */
  keepMethod: boolean
  offSession: boolean
  /** What the user reads on their account, at most 22 characters of ASCII. */
  statement: string
}

export interface PayOutOrder {
  operationId: string
  /** The operator's account at the provider. */
  account: string
  amount: Money
  statement: string
}

/** What its user has to do next, by the provider's form (secret) or page (URL). */
export interface Action {
  clientSecret: string | null
  approvalUrl: string | null
}

interface Common {
  externalId: string
  /** The operation that made it; null if not ours. */
  operationId: string | null
}

export interface Method {
  /** The provider's id of it. */
  methodId: string
  customerId: string
  kind: 'CARD' | 'PAYPAL'
  /** What its user knows it by: `visa •••• 4242`, `d•••@example.com`. No number stands in it. */
  label: string
  /** The last month of a card, 1 to 12, and its year. */
  expires: { month: number; year: number } | null
}

export interface SetUp extends Common {
  kind: 'SET_UP'
  state: 'REQUIRES_ACTION' | 'PENDING' | 'SUCCEEDED' | 'DECLINED' | 'CANCELLED'
  action: Action | null
  /** Set once it has succeeded. */
  method: Method | null
  decline: Decline | null
}

export interface Payment extends Common {
  kind: 'PAYMENT'
  /** PENDING: the provider does not know yet. CANCELLED: let go or given up. EXPIRED: let go by time. */
  state: 'REQUIRES_ACTION' | 'PENDING' | 'AUTHORISED' | 'CAPTURED' | 'CANCELLED' | 'EXPIRED' | 'DECLINED'
  amount: Money
  capturedMinor: number
  refundedMinor: number
  /** What the provider took for itself; null: not known yet. */
  feeMinor: number | null
  /** Until when it is blocked; null where it is not. */
  expiresAt: Date | null
  action: Action | null
  /** The way that was paid, where it is kept. */
  method: Method | null
  decline: Decline | null
}

export interface Refund extends Common {
  kind: 'REFUND'
  state: 'PENDING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED'
  paymentId: string
  amount: Money
  reason: string | null
}

export interface Dispute extends Common {
  kind: 'DISPUTE'
  state: 'NEEDS_RESPONSE' | 'UNDER_REVIEW' | 'WON' | 'LOST'
  paymentId: string
  amount: Money
  /** The provider's charge for it. */
  feeMinor: number
  /** The provider's word, e.g. `fraudulent`. */
  reason: string
  /** Until when evidence is taken. */
  dueBy: Date | null
}

export interface PayOut extends Common {
  kind: 'PAY_OUT'
  state: 'PENDING' | 'PAID' | 'RETURNED' | 'FAILED'
  amount: Money
  reason: string | null
}

export type Reading = SetUp | Payment | Refund | Dispute | PayOut

/** Why money did not come. `code` is the provider's; `again`: the same way may work later, without its user. */
export interface Decline {
  code: string
  message: string
  again: boolean
}

export interface Evidence {
  text: string
  /** Public links or names of documents, in words. */
  documents: string[]
}

/** What is sought after an answer was lost. */
export interface Sought {
  operationId: string
  kind: Reading['kind']
  /** When it was first sent. */
  since: Date
  /** The payment that it is about, where it is about one. */
  paymentId: string | null
}

export interface Hook {
  /** The provider's id of the event: the same event may come often. */
  eventId: string
  type: string
  /** What to read; null: the event is about nothing of ours. */
  about: { kind: Reading['kind']; externalId: string } | null
}

/** A line in the provider's own books. BANKED: on its way to our own bank account, or back from it. */
export interface Movement {
  externalId: string
  kind:
    | 'PAYMENT'
    | 'REFUND'
    | 'REFUND_FAILED'
    | 'DISPUTE'
    | 'DISPUTE_WON'
    | 'PAY_OUT'
    | 'PAY_OUT_RETURNED'
    | 'FEE'
    | 'BANKED'
    | 'OTHER'
  /** The payment, refund, dispute or payout that moved it. */
  aboutId: string | null
  operationId: string | null
  /** Positive: to us. Before the fee. */
  amount: Money
  /** Positive: from us, in the same currency. */
  feeMinor: number
  at: Date
}

/** The provider refuses, and nothing has happened. `code` is its own. */
export class Refused extends Error {
  override name = 'Refused'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** No answer, or one that says neither yes nor no: it may have happened. */
export class Unknown extends Error {
  override name = 'Unknown'
  /** The provider answers so for as long as it keeps the operation's key: only what it has says what is true. */
  readonly kept: boolean
  constructor(message: string, { kept = false } = {}) {
    super(message)
    this.kept = kept
  }
}
