import type { Evidence, Payer, PaymentOrder, PaymentProvider, Reading } from '../providers/provider.ts'
import type { Operation, OperationKind } from '../tables.ts'

/** What a call is made of, beside the operation's id and amount. It is kept as it is: a key that is sent again must mean the same. */
export interface Requests {
  SET_UP: { payer: Payer; returnUrl: string }
  AUTHORISE: PayRequest
  CHARGE: PayRequest
  CAPTURE: { paymentId: string }
  RELEASE: { paymentId: string }
  REFUND: { paymentId: string }
  PAY_OUT: { account: string; statement: string }
  ANSWER_DISPUTE: { disputeId: string; evidence: Evidence }
  /** Forgets a way to pay. */
  REMOVE: { methodId: string }
}
type PayRequest = Omit<PaymentOrder, 'operationId' | 'amount'>

/** What users read on their account. */
export const STATEMENT = 'EVERGRAPH'

/** The kinds that are of an amount. */
export type OfAmount = 'AUTHORISE' | 'CHARGE' | 'CAPTURE' | 'REFUND' | 'PAY_OUT'

/** The payment that an operation is about, where it is about one. */
export const paymentIdOf = ({ request }: Pick<Operation, 'request'>): string | null =>
  'paymentId' in request && typeof request.paymentId === 'string' ? request.paymentId : null

/** Calls the provider. Null: it is done, and there is nothing to read. */
export function send(provider: PaymentProvider, operation: Operation): Promise<Reading | null> {
  const { id: operationId } = operation
  const call = operation as { [Kind in OperationKind]: { kind: Kind; request: Requests[Kind] } }[OperationKind]
  // The database has no operation of these kinds without an amount (operation_amount).
  const amount = { amountMinor: operation.amount_minor ?? 0, currency: operation.currency ?? '' }
  switch (call.kind) {
    case 'SET_UP':
      return provider.setUp({ operationId, ...call.request })
    case 'AUTHORISE':
      return provider.authorise({ operationId, amount, ...call.request })
    case 'CHARGE':
      return provider.charge({ operationId, amount, ...call.request })
    case 'CAPTURE':
      return provider.capture(operationId, call.request.paymentId, amount)
    case 'RELEASE':
      return provider.release(operationId, call.request.paymentId)
    case 'REFUND':
      return provider.refund(operationId, call.request.paymentId, amount)
    case 'PAY_OUT':
      return provider.payOut({ operationId, amount, ...call.request })
    case 'ANSWER_DISPUTE':
      return provider.answerDispute(operationId, call.request.disputeId, call.request.evidence)
    case 'REMOVE':
      return provider.removeMethod(call.request.methodId).then(() => null)
  }
}

/** What a reading of an operation's thing is. Null: nothing can be read. */
export const MAKES: Readonly<Record<OperationKind, Reading['kind'] | null>> = {
  SET_UP: 'SET_UP',
  AUTHORISE: 'PAYMENT',
  CHARGE: 'PAYMENT',
  CAPTURE: 'PAYMENT',
  RELEASE: 'PAYMENT',
  REFUND: 'REFUND',
  PAY_OUT: 'PAY_OUT',
  ANSWER_DISPUTE: 'DISPUTE',
  REMOVE: null,
}

/** In which states of its thing an operation has come to its end. In any other it is looked at again. */
const ENDS: Readonly<Record<OperationKind, readonly Reading['state'][]>> = {
  SET_UP: ['SUCCEEDED', 'DECLINED', 'CANCELLED'],
  AUTHORISE: ['AUTHORISED', 'CAPTURED', 'CANCELLED', 'EXPIRED', 'DECLINED'],
  CHARGE: ['CAPTURED', 'CANCELLED', 'EXPIRED', 'DECLINED'],
  CAPTURE: ['CAPTURED', 'CANCELLED', 'EXPIRED', 'DECLINED'],
  RELEASE: ['CAPTURED', 'CANCELLED', 'EXPIRED', 'DECLINED'],
  REFUND: ['SUCCEEDED', 'FAILED', 'CANCELLED'],
  PAY_OUT: ['PAID', 'RETURNED', 'FAILED'],
  ANSWER_DISPUTE: ['UNDER_REVIEW', 'WON', 'LOST'],
  REMOVE: [],
}
export const isEnd = (kind: OperationKind, reading: Reading): boolean =>
  MAKES[kind] === reading.kind && ENDS[kind].includes(reading.state)

/**
 * Whether a reading has another amount than its operation asked for: null if not, else both. What was taken of a hold is compared with its
 * CAPTURE, what was charged with its CHARGE.
 */
export function differs(operation: Operation, reading: Reading): { oursMinor: number; theirsMinor: number } | null {
  if (operation.amount_minor === null || !('amount' in reading)) return null
  const taken = reading.kind === 'PAYMENT' && (operation.kind === 'CAPTURE' || operation.kind === 'CHARGE')
  if (taken && reading.state !== 'CAPTURED') return null
  const theirsMinor = taken ? reading.capturedMinor : reading.amount.amountMinor
  const same = theirsMinor === operation.amount_minor && reading.amount.currency === operation.currency
  return same ? null : { oursMinor: operation.amount_minor, theirsMinor }
}
