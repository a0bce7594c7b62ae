import type { Payment, Trx } from '../tables.ts'

/** Payments of a bill that can be given back, the oldest first. Of what is disputed nothing is: the bank decides. */
export const refundable = (trx: Trx, billId: string): Promise<Payment[]> =>
  trx
    .selectFrom('payment')
    .selectAll()
    .where('bill_id', '=', billId)
    .where('disputed_minor', '=', 0)
    .whereRef('refunded_minor', '<', 'captured_minor')
    .orderBy('at')
    .orderBy('id')
    .execute()
