import { sql, type Insertable } from 'kysely'
import type { PaymentsTables, Trx } from '../tables.ts'

export const insertWriteOff = (trx: Trx, row: Insertable<PaymentsTables['write_off']>) =>
  trx.insertInto('write_off').values(row).execute()

/** Who bears what was given up of a bill, and how much of it; the last one first. Null: the platform. */
export const bearersOf = (trx: Trx, billId: string): Promise<{ operator_id: string | null; amount_minor: number }[]> =>
  trx
    .selectFrom('write_off')
    .select(['operator_id', sql<number>`sum(amount_minor)::bigint`.as('amount_minor')])
    .where('bill_id', '=', billId)
    .groupBy('operator_id')
    .having(({ fn }) => fn.sum('amount_minor'), '>', 0)
    .orderBy(({ fn }) => fn.max('at'), 'desc')
    .execute()
