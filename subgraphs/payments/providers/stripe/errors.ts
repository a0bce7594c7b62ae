import Stripe from 'stripe'
import { type Decline, Refused, Unknown } from '../provider.ts'

/**
 * What a failed call means. Only what Stripe's documents call final is a refusal. Unknown is also a wrong key (401, 403) and a key of
 * idempotency that was used with other parameters: neither says whether an earlier call with the same operation was done.
 *
 * Stripe's own words are left out: they repeat parameters.
 */
export function meaningOf(error: unknown): Error {
  if (error instanceof Refused || error instanceof Unknown) return error
  if (!(error instanceof Stripe.errors.StripeError)) return new Unknown('Stripe gave an answer that cannot be read.')
  const status = error.statusCode ?? 0
  const code = error.code ?? error.rawType ?? error.type
  const where = error.requestId === undefined ? '' : `, request ${error.requestId}`
  const final = [400, 402, 404].includes(status) && error.rawType !== 'idempotency_error' && code !== 'rate_limit'
  if (!final) {
    const message = status === 0 ? 'No answer from Stripe.' : `Stripe answered ${status} (${code}${where}).`
    return new Unknown(message, { kept: isKeptFault(error) })
  }
  return new Refused(
    error.decline_code || code,
    `Stripe refuses: ${code}${error.param === undefined ? '' : ` of ${error.param}`}${where}.`,
  )
}

/** Runs a call, and says what its failure means. */
export async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw meaningOf(error)
  }
}

/** The payment that a declined card has left behind; null if the call failed otherwise. */
export const declinedPayment = (error: unknown): string | null =>
  error instanceof Stripe.errors.StripeCardError ? (error.payment_intent?.id ?? null) : null

/** An answer of 500 that Stripe keeps for its key: the call may be done, and will be answered so for a day. */
export const isKeptFault = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && (error.statusCode ?? 0) >= 500 && error.headers?.['idempotent-replayed'] === 'true'

/** Declines after which a card gives nothing without its user (docs.stripe.com/declines/codes, “hard declines” of its own retries). */
const FINAL = new Set([
  'authentication_required',
  'payment_intent_authentication_failure',
  'setup_intent_authentication_failure',
  'expired_card',
  'fraudulent',
  'highest_risk_level',
  'incorrect_number',
  'invalid_account',
  'lost_card',
  'pickup_card',
  'restricted_card',
  'revocation_of_all_authorizations',
  'revocation_of_authorization',
  'stolen_card',
  'stop_payment_order',
  'transaction_not_allowed',
])

interface Failure {
  code?: string
  decline_code?: string
  message?: string
  advice_code?: string
}

/** Why a card gave no money. Stripe writes the message for the payer. */
export function declineOf(failure: Failure | null): Decline | null {
  if (!failure) return null
  const code = failure.decline_code ?? failure.code ?? 'unknown'
  const again = !FINAL.has(code) && failure.advice_code !== 'do_not_try_again'
  return { code, message: failure.message ?? 'The payment was declined.', again }
}
