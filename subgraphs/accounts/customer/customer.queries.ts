import { sql } from 'kysely'
import { countOf } from '#db/count.ts'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { CustomerRow, Db, Trx } from '../tables.ts'

/** Which customers. Absent or null does not narrow it. */
export interface CustomerFilter {
  reference?: string | null | undefined
  blocked?: boolean | null | undefined
}

export const listCustomers = (
  db: Db,
  partnerId: string,
  { reference, blocked }: CustomerFilter,
  page: PageRequest,
): Promise<CustomerRow[]> =>
  pageBy(
    db
      .selectFrom('customer')
      .selectAll()
      .where('partner_id', '=', partnerId)
      .$if(reference != null, (q) => q.where('reference', '=', reference as string))
      .$if(blocked != null, (q) => q.where('blocked_at', blocked ? 'is not' : 'is', null)),
    [['id', 'uuid']],
    'desc',
    page,
  )

export const findCustomers = (db: Db, ids: readonly string[]): Promise<CustomerRow[]> =>
  db.selectFrom('customer').selectAll().where('id', 'in', ids).execute()

export const findByReference = (trx: Trx, partnerId: string, reference: string): Promise<CustomerRow | undefined> =>
  trx.selectFrom('customer').selectAll().where('partner_id', '=', partnerId).where('reference', '=', reference).executeTakeFirst()

/** A partner makes one customer at a time, so that none is made past the limit. */
export const lockPartner = async (trx: Trx, partnerId: string): Promise<void> =>
  void (await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`customers of ${partnerId}`}, 0))`.execute(trx))

export const countCustomers = (trx: Trx, partnerId: string): Promise<number> =>
  countOf(trx.selectFrom('customer').where('partner_id', '=', partnerId))

export const insertCustomer = (
  trx: Trx,
  row: Pick<CustomerRow, 'id' | 'partner_id' | 'reference' | 'name' | 'email'>,
): Promise<CustomerRow> =>
  trx
    .insertInto('customer')
    .values({ ...row, blocked_at: null })
    .returningAll()
    .executeTakeFirstOrThrow()

export const lockCustomer = (trx: Trx, id: string): Promise<CustomerRow | undefined> =>
  trx.selectFrom('customer').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()

export const changeCustomer = (
  trx: Trx,
  id: string,
  change: Partial<Pick<CustomerRow, 'name' | 'email' | 'blocked_at'>>,
): Promise<CustomerRow> => trx.updateTable('customer').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
