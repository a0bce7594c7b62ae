import { sql } from 'kysely'
import type { Bill, Hold, PaymentMethod, Trx } from '../tables.ts'

export const findHold = (trx: Trx, id: string): Promise<Hold | undefined> =>
  trx.selectFrom('hold').selectAll().where('id', '=', id).executeTakeFirst()

export const defaultMethod = (trx: Trx, userId: string): Promise<PaymentMethod | undefined> =>
  trx.selectFrom('payment_method').selectAll().where('user_id', '=', userId).where('is_default', '=', true).executeTakeFirst()

/** How many bills of a user were given up in a month, of which nothing was paid. */
export async function countGivenUp(trx: Trx, userId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('write_off')
    .innerJoin('bill', 'bill.id', 'write_off.bill_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('bill.user_id', '=', userId)
    .where('bill.paid_minor', '=', 0)
    .where('write_off.written_by', 'is', null)
    .where('write_off.amount_minor', '>', 0)
    .where('write_off.at', '>', sql<Date>`now() - interval '30 days'`)
    .executeTakeFirstOrThrow()
  return count
}

/** True while it is not known what became of a capture of its hold, or of a charge. */
export async function isUnderWay(trx: Trx, { id, hold_id }: Pick<Bill, 'id' | 'hold_id'>): Promise<boolean> {
  const row = await trx
    .selectFrom('operation')
    .select('id')
    .where('state', 'in', ['OPEN', 'LOST'])
    .where(({ or, and, eb }) =>
      or([
        and([eb('kind', '=', 'CHARGE'), eb('subject_type', '=', 'BILL'), eb('subject_id', '=', id)]),
        and([eb('kind', '=', 'CAPTURE'), eb('subject_type', '=', 'HOLD'), sql<boolean>`subject_id = ${hold_id}::uuid`]),
      ]),
    )
    .executeTakeFirst()
  return row !== undefined
}
