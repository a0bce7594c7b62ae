import { sql, type Insertable, type Updateable } from 'kysely'
import type { Db, Payment, PaymentsTables, TopUp, Trx } from '../tables.ts'

export const insertTopUp = (trx: Trx, row: Insertable<PaymentsTables['top_up']>): Promise<TopUp> =>
  trx.insertInto('top_up').values(row).returningAll().executeTakeFirstOrThrow()

export const lockTopUp = (trx: Trx, id: string): Promise<TopUp | undefined> =>
  trx.selectFrom('top_up').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const findTopUp = (db: Db, id: string): Promise<TopUp | undefined> =>
  db.selectFrom('top_up').selectAll().where('id', '=', id).executeTakeFirst()

export const findTopUpByKey = (trx: Trx, userId: string, key: string): Promise<TopUp | undefined> =>
  trx.selectFrom('top_up').selectAll().where('user_id', '=', userId).where('idempotency_key', '=', key).executeTakeFirst()

export const changeTopUp = (trx: Trx, id: string, change: Updateable<PaymentsTables['top_up']>): Promise<TopUp> =>
  trx
    .updateTable('top_up')
    .set({ ...change, changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** What a user has begun in a day. `asked_minor` and `open_minor` are of the currency; `open_minor` may still come, of any day. */
export async function begunInADay(trx: Trx, userId: string, currency: string, askedFrom: string | null) {
  const { rows } = await sql<{ count: number; failed: number; asked_minor: number; open_minor: number; failed_from: number }>`
    SELECT count(*) FILTER (WHERE today) AS count, count(*) FILTER (WHERE today AND state = 'FAILED') AS failed,
      coalesce(sum(amount_minor) FILTER (WHERE today AND state <> 'FAILED' AND currency = ${currency}), 0)::bigint AS asked_minor,
      coalesce(sum(amount_minor) FILTER (WHERE state NOT IN ('FAILED', 'SUCCEEDED') AND currency = ${currency}), 0)::bigint AS open_minor,
      (SELECT count(*) FROM top_up WHERE asked_from = ${askedFrom} AND state <> 'SUCCEEDED' AND created_at > now() - interval '1 day') AS failed_from
    FROM (SELECT *, created_at > now() - interval '1 day' AS today FROM top_up WHERE user_id = ${userId}) mine`.execute(trx)
  const [row] = rows
  if (!row) throw new Error('unreachable: an aggregate has a row')
  return row
}

/** Payments that brought money into a user's wallet and can be given back, the newest first. Of what is disputed nothing is. Locks them. */
export const refundableTopUps = (trx: Trx, userId: string, currency: string): Promise<Payment[]> =>
  trx
    .selectFrom('payment')
    .innerJoin('top_up', 'top_up.payment_id', 'payment.id')
    .selectAll('payment')
    .where('payment.user_id', '=', userId)
    .where('payment.currency', '=', currency)
    .where('disputed_minor', '=', 0)
    .whereRef('refunded_minor', '<', 'captured_minor')
    .orderBy('at', 'desc')
    .orderBy('payment.id', 'desc')
    .forUpdate('payment')
    .execute()

/** The currency in which a user has asked for money back by this key; undefined if they have not. */
export const askedBackIn = async (trx: Trx, userId: string, key: string): Promise<string | undefined> => {
  const asked = trx.selectFrom('refund').select('currency').where('user_id', '=', userId).where('idempotency_key', '=', key)
  return (await asked.executeTakeFirst())?.currency
}
