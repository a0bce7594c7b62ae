import { sql, type Insertable } from 'kysely'
import type { StationAddress } from '#lib/events/stations.ts'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { isDue } from '../postponed.queries.ts'
import type { Db, Invoice, InvoiceOrder, PaymentsTables, Trx } from '../tables.ts'

/** The next number of an issuer's series. Whoever draws one holds the series until the transaction ends, so that none is left out. */
export async function drawNumber(trx: Trx, issuerId: string, series: string): Promise<number> {
  const { last } = await trx
    .insertInto('invoice_counter')
    .values({ issuer_id: issuerId, series, last: 1 })
    .onConflict((known) => known.columns(['issuer_id', 'series']).doUpdateSet({ last: sql`invoice_counter.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

export const insertInvoice = (trx: Trx, row: Insertable<PaymentsTables['invoice']>): Promise<unknown> =>
  trx.insertInto('invoice').values(row).execute()

export const findInvoice = (db: Db | Trx, id: string): Promise<Invoice | undefined> =>
  db.selectFrom('invoice').selectAll().where('id', '=', id).executeTakeFirst()

/** Invoices and credit notes of a bill, the oldest first. */
export const invoicesOfBill = (db: Db | Trx, billId: string): Promise<Invoice[]> => invoicesOfBills(db, [billId])

export const invoicesOfBills = (db: Db | Trx, billIds: readonly string[]): Promise<Invoice[]> =>
  db.selectFrom('invoice').selectAll().where('bill_id', 'in', billIds).orderBy('id').execute()

/** Nothing if the same cause has ordered one before. */
export const insertOrder = (trx: Trx, row: Insertable<PaymentsTables['invoice_order']>): Promise<unknown> =>
  trx
    .insertInto('invoice_order')
    .values(row)
    .onConflict((known) => known.constraint('invoice_order_once').doNothing())
    .execute()

export const openOrders = (trx: Trx, billId: string): Promise<InvoiceOrder[]> =>
  trx
    .selectFrom('invoice_order')
    .selectAll()
    .where('bill_id', '=', billId)
    .where('done_at', 'is', null)
    .orderBy('position')
    .execute()

/** Who is to invoice a bill; undefined if nothing of it was ever to be invoiced. */
export const issuerOfBill = (trx: Trx, billId: string): Promise<Pick<InvoiceOrder, 'issuer_id'> | undefined> =>
  trx
    .selectFrom('invoice_order')
    .select('issuer_id')
    .where('bill_id', '=', billId)
    .where('kind', '=', 'INVOICE')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()

export const finishOrder = (trx: Trx, id: string): Promise<unknown> =>
  trx
    .updateTable('invoice_order')
    .set({ done_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()

/** Makes whoever else invoices the same bill wait. */
export const lockBill = (trx: Trx, billId: string): Promise<unknown> =>
  trx.selectFrom('bill').select('id').where('id', '=', billId).forUpdate().execute()

/** Bills with something to be written, whose issuer's business is known by now. */
export async function billsToInvoice(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('invoice_order')
    .innerJoin('business', 'business.operator_id', 'invoice_order.issuer_id')
    .where('done_at', 'is', null)
    .where(isDue('INVOICES', sql.ref('bill_id')))
    .groupBy('bill_id')
    .select('bill_id')
    .orderBy((order) => order.fn.min('position'))
    .limit(limit)
    .execute()
  return rows.map(({ bill_id: id }) => id)
}

/** The database's clock. */
export async function moment(trx: Trx): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`SELECT clock_timestamp() AS at`.execute(trx)
  return rows[0]?.at ?? new Date()
}

/** Which invoices. Absent or null does not narrow it. */
export interface InvoiceFilter {
  issuerId?: string | null | undefined
  userId?: string | null | undefined
  kind?: Invoice['kind'] | null | undefined
  from?: Date | string | null | undefined
  until?: Date | string | null | undefined
}

/** Invoices and credit notes that fit, the newest first. */
export const listInvoices = (
  db: Db,
  { issuerId, userId, kind, from, until }: InvoiceFilter,
  page: PageRequest,
): Promise<Invoice[]> =>
  pageBy(
    db
      .selectFrom('invoice')
      .selectAll()
      .$if(issuerId != null, (q) => q.where('issuer_id', '=', issuerId as string))
      .$if(userId != null, (q) => q.where('user_id', '=', userId as string))
      .$if(kind != null, (q) => q.where('kind', '=', kind as Invoice['kind']))
      .$if(from != null, (q) => q.where('issued_at', '>=', sql<Date>`${from}::timestamptz`))
      .$if(until != null, (q) => q.where('issued_at', '<', sql<Date>`${until}::timestamptz`)),
    [['id', 'uuid']],
    'desc',
    page,
  )

/** What a receipt says of a bill. */
export const findBillOf = (db: Db, id: string) =>
  db
    .selectFrom('bill')
    .select(['total_minor', 'paid_minor', 'refunded_minor', 'currency', 'opened_at'])
    .select(
      sql<StationAddress | null>`(SELECT data -> 'address' FROM bill_record WHERE bill_id = bill.id
      ORDER BY heard_at DESC, cdr_id DESC LIMIT 1)`.as('address'),
    )
    .where('id', '=', id)
    .executeTakeFirst()
