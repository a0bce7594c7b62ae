import { Refused, type Decline } from '../provider.ts'

/** Money does not come, by PayPal's words for it; true: the same way may work later. */
const DECLINES: ReadonlyMap<string, boolean> = new Map([
  ['INSTRUMENT_DECLINED', true],
  ['TRANSACTION_REFUSED', true],
  ['TRANSACTION_LIMIT_EXCEEDED', true],
  ['MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED', true],
  ['INSUFFICIENT_FUNDS', true],
  ['PAYER_CANNOT_PAY', false],
  ['PAYER_ACTION_REQUIRED', false],
  ['PAYER_CONSENT_REQUIRED', false],
  ['PAYER_ACCOUNT_RESTRICTED', false],
  ['PAYER_ACCOUNT_LOCKED_OR_CLOSED', false],
  ['PAYER_COUNTRY_NOT_SUPPORTED', false],
  ['CARD_EXPIRED', false],
  ['BILLING_AGREEMENT_NOT_FOUND', false],
  ['AGREEMENT_ALREADY_CANCELLED', false],
  ['COMPLIANCE_VIOLATION', false],
])

/** The decline that an error stands for; null: it is no decline. */
export const declineOf = (error: unknown): Decline | null =>
  error instanceof Refused && DECLINES.has(error.code) ? declinedFor(error.code) : null

/** A decline by PayPal's word for it. The same word is always the same decline: a payment is read as it was answered. */
export const declinedFor = (code = 'DECLINED'): Decline => ({
  code,
  message: `PayPal declined it: ${code}.`,
  again: DECLINES.get(code) ?? false,
})
