import type { RecordBill } from '#lib/events.ts'
import type { InvoiceOrder } from '../tables.ts'

/** How many bills a round writes what had to wait of. */
export const ISSUED_AT_ONCE = 50

/** What an invoice is to be written of, as it was when it was ordered. */
export interface InvoiceRequest {
  cdrId: string
  currency: string
  record: RecordBill
  paidMinor: number
  sandbox: boolean
}

/** What is to be credited: the whole rest of a record's invoice, or so much of the bill's invoices. */
export type CreditRequest = { causeId: string; reason: string | null; sandbox: boolean } & (
  | { takesBack: string }
  | { amountMinor: number }
)

type Common = Omit<InvoiceOrder, 'kind' | 'request'>
export type InvoiceToWrite = Common & { kind: 'INVOICE'; request: InvoiceRequest }
export type CreditToWrite = Common & { kind: 'CREDIT_NOTE'; request: CreditRequest }
export type Order = InvoiceToWrite | CreditToWrite
