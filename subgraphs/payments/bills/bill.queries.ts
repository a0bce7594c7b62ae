import { sql, type Insertable, type UpdateObject } from 'kysely'
import type { Bill, Db, PaymentsTables, Trx } from '../tables.ts'

/** Makes the bill of a session, or of a top-up whose money went back, where there is none, and locks it. */
export async function openBill(
  trx: Trx,
  row: Pick<Insertable<PaymentsTables['bill']>, 'id' | 'kind' | 'subject_id' | 'user_id' | 'operator_id' | 'currency'>,
): Promise<Bill> {
  await lockHoldOf(trx, row.subject_id)
  await trx
    .insertInto('bill')
    .values({ ...row, state: 'OPEN' })
    .onConflict((once) => once.constraint('bill_once').doNothing())
    .execute()
  return trx
    .selectFrom('bill')
    .selectAll()
    .where('kind', '=', row.kind)
    .where('subject_id', '=', row.subject_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** Locks a bill, and before it the hold of its session: who takes what came of the hold has locked that first. */
export async function lockBill(trx: Trx, id: string): Promise<Bill | undefined> {
  const bill = await findBill(trx, id)
  if (!bill) return undefined
  await lockHoldOf(trx, bill.subject_id)
  return trx.selectFrom('bill').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

const lockHoldOf = (trx: Trx, sessionId: string) =>
  trx.selectFrom('hold').select('id').where('session_id', '=', sessionId).forUpdate().executeTakeFirst()

export const findBill = (db: Db, id: string): Promise<Bill | undefined> =>
  db.selectFrom('bill').selectAll().where('id', '=', id).executeTakeFirst()

export const bills = (db: Db, ids: readonly string[]): Promise<Bill[]> =>
  db.selectFrom('bill').selectAll().where('id', 'in', ids).execute()

export const billsOfSessions = (db: Db, sessionIds: readonly string[]): Promise<Bill[]> =>
  db.selectFrom('bill').selectAll().where('kind', '=', 'SESSION').where('subject_id', 'in', sessionIds).execute()

export const billsOfPayments = (db: Db, paymentIds: readonly string[]): Promise<(Bill & { payment_id: string })[]> =>
  db
    .selectFrom('bill')
    .innerJoin('payment', 'payment.bill_id', 'bill.id')
    .selectAll('bill')
    .select('payment.id as payment_id')
    .where('payment.id', 'in', paymentIds)
    .execute()

export const changeBill = (trx: Trx, id: string, change: UpdateObject<PaymentsTables, 'bill'>): Promise<Bill> =>
  trx
    .updateTable('bill')
    .set({ ...change, changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/**
 * Counts a bill anew from the rows that it is made of, so that nothing counts twice however often it is told. While a record was taken
 * back and the new one is not there, the total stays. Lock the bill before. What was refunded is counted by the database (`count_refunds`).
 */
export const recount = (trx: Trx, id: string): Promise<Bill> =>
  trx
    .updateTable('bill')
    .set({
      total_minor: sql<number>`CASE kind WHEN 'TOP_UP' THEN ${GONE} ELSE (SELECT CASE
        WHEN count(*) FILTER (WHERE credit_of IS NULL) = count(credit_of) + 1
        THEN sum(amount_minor) ELSE bill.total_minor END FROM bill_record WHERE bill_id = bill.id) END`,
      waits: sql<boolean>`kind = 'SESSION' AND (SELECT count(*) FILTER (WHERE credit_of IS NULL) <> count(credit_of) + 1 FROM bill_record
        WHERE bill_id = bill.id)`,
      hold_id: sql<string>`coalesce(hold_id, (SELECT hold.id FROM hold WHERE session_id = bill.subject_id))`,
      paid_minor: sql<number>`(SELECT coalesce(sum(captured_minor), 0) FROM payment WHERE bill_id = bill.id)
        + coalesce((SELECT paid_minor FROM wallet_part WHERE bill_id = bill.id), 0)`,
      lost_minor: sql<number>`(SELECT coalesce(sum(dispute.amount_minor), 0) FROM dispute JOIN payment ON payment.id = payment_id
        WHERE payment.bill_id = bill.id AND dispute.state = 'LOST')`,
      allowed_minor: sql<number>`(SELECT coalesce(sum(amount_minor), 0) FROM allowance WHERE bill_id = bill.id)`,
      written_off_minor: sql<number>`(SELECT coalesce(sum(amount_minor), 0) FROM write_off WHERE bill_id = bill.id)`,
      borne_minor: sql<number>`(SELECT coalesce(sum(amount_minor), 0) FROM write_off WHERE bill_id = bill.id AND operator_id IS NOT NULL)`,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** What of a top-up went back to who had paid it: lost in disputes, or refunded on the provider's page. Nobody here has asked for that. */
const GONE = sql`(SELECT (SELECT coalesce(sum(amount_minor), 0) FROM dispute WHERE payment_id = top_up.payment_id AND state = 'LOST')
    + (SELECT coalesce(sum(amount_minor), 0) FROM refund
      WHERE payment_id = top_up.payment_id AND asked_by IS NULL AND state NOT IN ('FAILED', 'CANCELLED'))
  FROM top_up WHERE top_up.id = bill.subject_id)`
