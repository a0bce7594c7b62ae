import type { JournalKind } from '../tables.ts'
import type { StatementRow } from './statement.queries.ts'

export type StatementKind =
  | 'CHARGE'
  | 'RESERVATION'
  | 'CORRECTION'
  | 'PAYMENT'
  | 'TOP_UP'
  | 'REFUND'
  | 'REFUND_FAILED'
  | 'PAYMENT_TAKEN_BACK'
  | 'WRITTEN_OFF'
  | 'ADJUSTMENT'
  | 'GIVEN_UP'

/** What a journal is to its user. Kinds that are not here never change what is theirs. */
const KINDS: Readonly<Partial<Record<JournalKind, StatementKind>>> = {
  BILL_ISSUED: 'CHARGE',
  BILL_CREDITED: 'CORRECTION',
  PAID_BY_PROVIDER: 'PAYMENT',
  TOPPED_UP: 'TOP_UP',
  REFUND_SENT: 'REFUND',
  REFUND_FAILED: 'REFUND_FAILED',
  DISPUTE_LOST: 'PAYMENT_TAKEN_BACK',
  WRITTEN_OFF: 'WRITTEN_OFF',
  ADJUSTED: 'ADJUSTMENT',
  WALLET_GIVEN_UP: 'GIVEN_UP',
}

export const kindOf = ({ kind, again, bill_kind: of }: Pick<StatementRow, 'kind' | 'again' | 'bill_kind'>): StatementKind => {
  const found = again ? 'CORRECTION' : KINDS[kind]
  if (!found) throw new Error(`A statement has no word for ${kind}.`)
  return found === 'CHARGE' && of === 'RESERVATION' ? 'RESERVATION' : found
}

/** In English, for a table. */
export const WORDS: Readonly<Record<StatementKind, string>> = {
  CHARGE: 'Charging',
  RESERVATION: 'Reservation not used',
  CORRECTION: 'Correction of a bill',
  PAYMENT: 'Payment',
  TOP_UP: 'Top-up',
  REFUND: 'Refund',
  REFUND_FAILED: 'Refund that did not arrive',
  PAYMENT_TAKEN_BACK: 'Payment taken back',
  WRITTEN_OFF: 'Written off',
  ADJUSTMENT: 'Adjustment',
  GIVEN_UP: 'Given up',
}
