import { sql, type Insertable, type Updateable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Payment, PaymentsTables, Refund, Trx } from '../tables.ts'

export const insertRefund = (trx: Trx, row: Insertable<PaymentsTables['refund']>): Promise<Refund> =>
  trx.insertInto('refund').values(row).returningAll().executeTakeFirstOrThrow()

export const findRefund = (db: Db, id: string): Promise<Refund | undefined> =>
  db.selectFrom('refund').selectAll().where('id', '=', id).executeTakeFirst()

export const lockRefund = (trx: Trx, id: string): Promise<Refund | undefined> =>
  trx.selectFrom('refund').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const replacementOf = (trx: Trx, id: string): Promise<Refund | undefined> =>
  trx.selectFrom('refund').selectAll().where('replaces', '=', id).executeTakeFirst()

/** Refunds of a bill that failed, of which something is still owed; the oldest first. */
export const owedRefunds = (trx: Trx, billId: string): Promise<Refund[]> =>
  trx
    .selectFrom('refund')
    .selectAll()
    .where('bill_id', '=', billId)
    .where('state', 'in', ['FAILED', 'CANCELLED'])
    .whereRef('netted_minor', '<', 'amount_minor')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('refund as other').select('other.id').whereRef('other.replaces', '=', 'refund.id'))),
    )
    .orderBy('id')
    .execute()

export const insertNetting = (trx: Trx, row: Insertable<PaymentsTables['netting']>) =>
  trx.insertInto('netting').values(row).execute()

export const changeRefund = (trx: Trx, id: string, change: Updateable<PaymentsTables['refund']>): Promise<Refund> =>
  trx
    .updateTable('refund')
    .set({ ...change, changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const refundsOf = (db: Db, billIds: readonly string[]): Promise<Refund[]> =>
  db.selectFrom('refund').selectAll().where('bill_id', 'in', billIds).orderBy('id').execute()

/** Refunds of bills in one of some states, the newest first. */
export const listRefunds = (
  db: Db,
  { states }: { states: readonly Refund['state'][] | null },
  page: PageRequest,
): Promise<Refund[]> =>
  pageBy(
    db
      .selectFrom('refund')
      .selectAll()
      .where('bill_id', 'is not', null)
      .$if(states !== null, (query) => query.where('state', 'in', states ?? [])),
    [['id', 'uuid']],
    'desc',
    page,
  )

export const findPayment = (trx: Trx, id: string): Promise<Payment | undefined> =>
  trx.selectFrom('payment').selectAll().where('id', '=', id).executeTakeFirst()
