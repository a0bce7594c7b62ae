import { sql } from 'kysely'
import { isDue } from '../postponed.queries.ts'
import type { Bill, Db, Trx } from '../tables.ts'
import { BLOCK_STEP } from './dunning.ts'

/**
 * Overdue ones. One that its user only has a payment page open for is blocked in its time all the same: nothing pays it before they confirm
 * it there, which they may never do.
 */
const isDunned = sql<boolean>`(state = 'OVERDUE' OR state = 'PAYING' AND dunned + 1 = ${BLOCK_STEP} AND EXISTS (
  SELECT FROM bill_payment asked WHERE asked.bill_id = bill.id AND coalesce(asked.client_secret, asked.approval_url) IS NOT NULL))`

/** Bills whose next step of dunning is due, the longest due first. */
export const dueForDunning = (db: Db, now: Date, limit: number): Promise<{ id: string }[]> =>
  db
    .selectFrom('bill')
    .select('id')
    .where(isDunned)
    .where('next_at', '<=', now)
    .where('waits', '=', false)
    .where(isDue('DUNNING', sql.ref('bill.id')))
    .orderBy('next_at')
    .limit(limit)
    .execute()

/** The bill, if that is still so and nobody else works on it. */
export const lockForDunning = (trx: Trx, id: string, now: Date): Promise<Bill | undefined> =>
  trx
    .selectFrom('bill')
    .selectAll()
    .where('id', '=', id)
    .where(isDunned)
    .where('next_at', '<=', now)
    .where('waits', '=', false)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()

/** False if this step was told before. */
export async function insertStep(
  trx: Trx,
  bill: { id: string; overdueAt: Date; step: number; dueMinor: number },
): Promise<boolean> {
  const inserted = await trx
    .insertInto('dunning_step')
    .values({ bill_id: bill.id, overdue_at: bill.overdueAt, step: bill.step, due_minor: bill.dueMinor })
    .onConflict((once) => once.columns(['bill_id', 'overdue_at', 'step']).doNothing())
    .returning('step')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Now, by the database's clock. */
export async function clockOf(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`SELECT now() AS now`.execute(db)
  return rows[0]?.now ?? new Date()
}
