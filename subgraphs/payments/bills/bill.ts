import { emit } from '#db/outbox.ts'
import type { EventCatalogue } from '#lib/events.ts'
import type { Bill, Trx } from '../tables.ts'
import { keptOf } from './due.ts'

/** A bill, as the other boxes know it. */
export const toldBill = (bill: Bill): EventCatalogue['payments.bill.changed'] => ({
  billId: bill.id,
  userId: bill.user_id,
  sessionId: bill.kind === 'SESSION' ? bill.subject_id : null,
  ...(bill.kind === 'RESERVATION' && { reservationId: bill.subject_id }),
  operatorId: bill.operator_id,
  state: bill.state,
  totalMinor: bill.total_minor,
  paidMinor: keptOf(bill),
  currency: bill.currency,
})

export const tellBill = (trx: Trx, bill: Bill): Promise<void> => emit(trx, 'payments.bill.changed', bill.id, toldBill(bill))
