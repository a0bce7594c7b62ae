import { sql, type Insertable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Adjustment, AdjustmentState, Db, PaymentsTables, Trx } from '../tables.ts'

/** What is approved of a currency in a day is counted and added to by one at a time. */
export const lockDay = (trx: Trx, currency: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`adjustments of ${currency}`}, 0))`.execute(trx)

/** What was given and taken of a currency within a day, both added. */
export async function movedInADay(trx: Trx, currency: string): Promise<number> {
  const { moved } = await trx
    .selectFrom('adjustment')
    .select(sql<number>`coalesce(sum(abs(amount_minor)), 0)::bigint`.as('moved'))
    .where('state', '=', 'APPROVED')
    .where('currency', '=', currency)
    .where('decided_at', '>', sql<Date>`now() - interval '1 day'`)
    .executeTakeFirstOrThrow()
  return moved
}

/** Undefined if the key was used. */
export const insertAdjustment = (trx: Trx, row: Insertable<PaymentsTables['adjustment']>): Promise<Adjustment | undefined> =>
  trx
    .insertInto('adjustment')
    .values(row)
    .onConflict((once) => once.constraint('adjustment_idempotency_key').doNothing())
    .returningAll()
    .executeTakeFirst()

export const findByKey = (trx: Trx, userId: string, key: string): Promise<Adjustment> =>
  trx
    .selectFrom('adjustment')
    .selectAll()
    .where('proposed_by', '=', userId)
    .where('idempotency_key', '=', key)
    .executeTakeFirstOrThrow()

export const lockAdjustment = (trx: Trx, id: string): Promise<Adjustment | undefined> =>
  trx.selectFrom('adjustment').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const decide = (
  trx: Trx,
  id: string,
  decision: Pick<Adjustment, 'state' | 'decided_by' | 'decision_reason'>,
): Promise<Adjustment> =>
  trx
    .updateTable('adjustment')
    .set({ ...decision, decided_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Proposals whose time is over, which nobody decides at the moment. */
export const lockOverdue = (trx: Trx): Promise<Adjustment[]> =>
  trx
    .selectFrom('adjustment')
    .selectAll()
    .where('state', '=', 'PROPOSED')
    .where('expires_at', '<', sql<Date>`now()`)
    .orderBy('expires_at')
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute()

/** The newest first. */
export const listAdjustments = (db: Db, states: readonly AdjustmentState[] | null, page: PageRequest): Promise<Adjustment[]> =>
  pageBy(
    db
      .selectFrom('adjustment')
      .selectAll()
      .$if(states !== null, (q) => q.where(sql<boolean>`state = ANY(${states}::text[])`)),
    [['id', 'uuid']],
    'desc',
    page,
  )

/** True for a user who has had to do with money here and is not gone, or an operator who has stations or earnings. */
export async function isKnown(trx: Trx, beneficiary: Adjustment['beneficiary'], id: string): Promise<boolean> {
  const user = sql<boolean>`EXISTS (SELECT FROM account WHERE owner_id = ${id}) OR EXISTS (SELECT FROM bill WHERE user_id = ${id})
    OR EXISTS (SELECT FROM hold WHERE user_id = ${id}) OR EXISTS (SELECT FROM payment_method WHERE user_id = ${id})
    OR EXISTS (SELECT FROM top_up WHERE user_id = ${id})`
  const operator = sql<boolean>`EXISTS (SELECT FROM account WHERE owner_id = ${id} AND kind = 'OPERATOR_PAYABLE')
    OR EXISTS (SELECT FROM connector WHERE operator_id = ${id})`
  const { rows } = await sql<{ known: boolean }>`SELECT (${beneficiary === 'USER' ? user : operator})
    AND NOT EXISTS (SELECT FROM forgotten WHERE user_id = ${id}) AS known`.execute(trx)
  return rows[0]?.known === true
}
