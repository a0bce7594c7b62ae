import type { Insertable, Selectable } from 'kysely'
import type { PaymentsTables, Trx } from '../tables.ts'

type Allowance = Selectable<PaymentsTables['allowance']>

export const insertAllowance = (trx: Trx, row: Insertable<PaymentsTables['allowance']>) =>
  trx.insertInto('allowance').values(row).execute()

export const findAllowance = (trx: Trx, billId: string, key: string): Promise<Allowance | undefined> =>
  trx.selectFrom('allowance').selectAll().where('bill_id', '=', billId).where('idempotency_key', '=', key).executeTakeFirst()

/** True while a bank decides on a payment of the bill, and after it has decided for the payer. */
export async function isDisputed(trx: Trx, billId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('payment')
    .select('id')
    .where('bill_id', '=', billId)
    .where('disputed_minor', '>', 0)
    .executeTakeFirst()
  return row !== undefined
}
