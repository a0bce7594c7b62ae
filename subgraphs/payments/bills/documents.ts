import { issueCreditNote, issueInvoice } from '../invoices/issue.handler.ts'
import type { Work } from '../operations/subject.ts'
import type { Netted } from '../refunds/net.ts'
import type { Bill, Trx } from '../tables.ts'
import { keptOf } from './due.ts'
import { recordsOf } from './record.queries.ts'

/**
 * Has the records of a bill invoiced, and those that take one back credited: each once, in their order. A record that an older charging
 * has told has nothing that an invoice could say.
 */
export async function documentBill(trx: Trx, { config }: Work, bill: Bill): Promise<void> {
  const records = await recordsOf(trx, [bill.id])
  for (const { cdr_id: cdrId, credit_of: takesBack, data: record } of records) {
    if (takesBack !== null) await issueCreditNote(trx, config, { bill, causeId: cdrId, takesBack, reason: null })
    else if (record !== null && !records.some(({ credit_of: taken }) => taken === cdrId))
      await issueInvoice(trx, config, { bill, cdrId, record, paidMinor: Math.max(0, keptOf(bill)) })
  }
}

/** Has what was let off and has gone back, or was set against what is owed, credited. What a correction gives back was credited with its record. */
export async function documentRefund(trx: Trx, { config }: Work, bill: Bill, refund: Netted): Promise<void> {
  const { id: causeId, allowance_id: allowance, amount_minor: amountMinor, reason } = refund
  if (allowance !== null) await issueCreditNote(trx, config, { bill, causeId, amountMinor, reason })
}
