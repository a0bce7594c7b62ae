import { sql } from 'kysely'
import type { BillingAddress, Business, Db, Trx } from '../tables.ts'

export const findBusiness = (db: Db | Trx, operatorId: string): Promise<Business | undefined> =>
  db.selectFrom('business').selectAll().where('operator_id', '=', operatorId).executeTakeFirst()

/** The same, which nobody else saves until the transaction ends. */
export const lockBusiness = (trx: Trx, operatorId: string): Promise<Business | undefined> =>
  trx.selectFrom('business').selectAll().where('operator_id', '=', operatorId).forUpdate().executeTakeFirst()

export const businesses = (db: Db, operatorIds: readonly string[]): Promise<Business[]> =>
  db.selectFrom('business').selectAll().where('operator_id', 'in', operatorIds).execute()

export const saveBusinessRow = (trx: Trx, row: Omit<Business, 'saved_at'>): Promise<Business> =>
  trx
    .insertInto('business')
    .values(row)
    .onConflict((known) => known.column('operator_id').doUpdateSet({ ...row, saved_at: sql<Date>`now()` }))
    .returningAll()
    .executeTakeFirstOrThrow()

export const findBillingAddress = (db: Db | Trx, userId: string): Promise<BillingAddress | undefined> =>
  db.selectFrom('billing_address').selectAll().where('user_id', '=', userId).executeTakeFirst()

export const saveBillingAddressRow = (trx: Trx, row: Omit<BillingAddress, 'saved_at'>): Promise<BillingAddress> =>
  trx
    .insertInto('billing_address')
    .values(row)
    .onConflict((known) => known.column('user_id').doUpdateSet({ ...row, saved_at: sql<Date>`now()` }))
    .returningAll()
    .executeTakeFirstOrThrow()

export const deleteBillingAddress = (trx: Trx, userId: string): Promise<unknown> =>
  trx.deleteFrom('billing_address').where('user_id', '=', userId).execute()

/** What the platform keeps of what an operator sells, in basis points: what holds for all until an admin sets it. */
export async function feeBasisPointsOf(db: Db | Trx, operatorId: string, forAll: number): Promise<number> {
  const row = await db.selectFrom('operator_fee').select('basis_points').where('operator_id', '=', operatorId).executeTakeFirst()
  return row?.basis_points ?? forAll
}

export const saveFee = (trx: Trx, row: { operator_id: string; basis_points: number; set_by: string }): Promise<unknown> =>
  trx
    .insertInto('operator_fee')
    .values(row)
    .onConflict((known) => known.column('operator_id').doUpdateSet({ ...row, set_at: sql<Date>`now()` }))
    .execute()
