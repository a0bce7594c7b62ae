import type { PayTexts } from '../../texts/pay/en.ts'

/** A sentence for a payment that gave no money. */
export type Decline = keyof PayTexts['declines']

/**
 * What a provider's word means to who pays. Banks say more than a payer may be told: a card that was reported stolen is declined without a word why
 * (docs.stripe.com/declines/codes).
 */
const MEANINGS: Readonly<Record<string, Decline>> = {
  insufficient_funds: 'insufficient_funds',
  INSUFFICIENT_FUNDS: 'insufficient_funds',
  expired_card: 'expired_card',
  CARD_EXPIRED: 'expired_card',
  processing_error: 'processing_error',
  issuer_not_available: 'processing_error',
  try_again_later: 'processing_error',
  reenter_transaction: 'processing_error',
  authentication_required: 'authentication',
  authentication_not_handled: 'authentication',
  payment_intent_authentication_failure: 'authentication',
  setup_intent_authentication_failure: 'authentication',
  PAYER_ACTION_REQUIRED: 'authentication',
  PAYER_CANNOT_PAY: 'declined',
  incorrect_number: 'incorrect',
  invalid_number: 'incorrect',
  incorrect_cvc: 'incorrect',
  invalid_cvc: 'incorrect',
  incorrect_zip: 'incorrect',
  invalid_expiry_month: 'incorrect',
  invalid_expiry_year: 'incorrect',
  card_not_supported: 'not_supported',
  currency_not_supported: 'not_supported',
  not_permitted: 'not_supported',
  service_not_allowed: 'not_supported',
  card_velocity_exceeded: 'limit',
  withdrawal_count_limit_exceeded: 'limit',
  ALREADY_KEPT: 'kept',
  CANCELLED: 'left',
  EXPIRED: 'left',
}

/** Stripe gives a general code and, of cards, a closer one: the first that says something counts. */
export const declineOf = (...codes: readonly (string | null | undefined)[]): Decline =>
  codes.flatMap((code) => (code == null ? [] : [MEANINGS[code]])).find((meaning) => meaning !== undefined) ?? 'declined'
