import { refusal } from '#lib/errors.ts'

export const refuse = refusal<
  /** The amount that is blocked there is another one now. Show it to the user, and ask again with it. */
  | 'HOLD_AMOUNT_CHANGED'
  /** Nothing is blocked there: start without a hold. */
  | 'HOLD_NOT_NEEDED'
  /** A bill is overdue. Pay it first. */
  | 'PAYMENT_OVERDUE'
  /** The wallet has less than that. Top it up, or pay in another way. */
  | 'WALLET_TOO_LOW'
  /** The card is past its last day. Set up another one. */
  | 'METHOD_EXPIRED'
  /** Something is still to be paid with it. The message says what. */
  | 'METHOD_IN_USE'
  /** The provider does not take this amount or currency. Pay in another way. */
  | 'AMOUNT_NOT_TAKEN'
>
