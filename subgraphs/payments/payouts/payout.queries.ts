import { sql, type Insertable, type Updateable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Payable, Payout, PaymentsTables, Trx } from '../tables.ts'

export const findPayout = (db: Db | Trx, id: string): Promise<Payout | undefined> =>
  db.selectFrom('payout').selectAll().where('id', '=', id).executeTakeFirst()

export const lockPayout = (trx: Trx, id: string): Promise<Payout | undefined> =>
  trx.selectFrom('payout').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const changePayout = (trx: Trx, id: string, change: Updateable<PaymentsTables['payout']>): Promise<Payout> =>
  trx
    .updateTable('payout')
    .set({ ...change, changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const insertPayout = (trx: Trx, row: Insertable<PaymentsTables['payout']>): Promise<Payout> =>
  trx.insertInto('payout').values(row).returningAll().executeTakeFirstOrThrow()

export const insertPayoutEntries = (trx: Trx, payoutId: string, entryIds: readonly string[]): Promise<unknown> =>
  sql`INSERT INTO payout_entry (entry_id, payout_id) SELECT unnest(${entryIds}::uuid[]), ${payoutId}`.execute(trx)

export interface PayoutFilter {
  operatorId?: string | null | undefined
  state?: Payout['state'] | null | undefined
}

/** The newest first. */
export function listPayouts(db: Db, { operatorId, state }: PayoutFilter, page: PageRequest): Promise<Payout[]> {
  let query = db.selectFrom('payout').selectAll()
  if (operatorId != null) query = query.where('operator_id', '=', operatorId)
  if (state != null) query = query.where('state', '=', state)
  return pageBy(query, [['id', 'uuid']], 'desc', page)
}

/** What a payout is of, the oldest first. */
export const listPayoutEntries = (db: Db, payoutId: string, page: PageRequest): Promise<Payable[]> =>
  pageBy(
    db
      .selectFrom('payout_entry')
      .innerJoin('payable', 'payable.id', 'payout_entry.entry_id')
      .selectAll('payable')
      .where('payout_id', '=', payoutId),
    [['entry_id', 'uuid']],
    'asc',
    page,
  )
