import { sql, type Insertable, type Selectable } from 'kysely'
import type { Db, PaymentMethod, PaymentsTables, Trx } from '../tables.ts'

export type BillPayment = Selectable<PaymentsTables['bill_payment']>

export const findBillPayment = (trx: Trx, billId: string, key: string): Promise<BillPayment | undefined> =>
  trx.selectFrom('bill_payment').selectAll().where('bill_id', '=', billId).where('idempotency_key', '=', key).executeTakeFirst()

/** How often a bill was tried to be paid in a day. */
export async function countBillPayments(trx: Trx, billId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('bill_payment')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('bill_id', '=', billId)
    .where('at', '>', sql<Date>`now() - interval '1 day'`)
    .executeTakeFirstOrThrow()
  return count
}

export const insertBillPayment = (trx: Trx, row: Insertable<PaymentsTables['bill_payment']>) =>
  trx.insertInto('bill_payment').values(row).execute()

export const ownMethod = (trx: Trx, userId: string, id: string): Promise<PaymentMethod | undefined> =>
  trx
    .selectFrom('payment_method')
    .selectAll()
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('state', '=', 'ACTIVE')
    .executeTakeFirst()

/** Payments that wait for their user, of some bills. */
export const checkoutsOf = (db: Db, billIds: readonly string[]): Promise<BillPayment[]> =>
  db
    .selectFrom('bill_payment')
    .selectAll()
    .where('bill_id', 'in', billIds)
    .where(({ or, eb }) => or([eb('client_secret', 'is not', null), eb('approval_url', 'is not', null)]))
    .execute()
