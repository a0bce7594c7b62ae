import { sql, type Insertable, type UpdateObject } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Dispute, Payment, PaymentsTables, Trx } from '../tables.ts'

export const paymentByExternal = (trx: Trx, provider: Payment['provider'], externalId: string): Promise<Payment | undefined> =>
  trx.selectFrom('payment').selectAll().where('provider', '=', provider).where('external_id', '=', externalId).executeTakeFirst()

/** A dispute by the provider's id of it. */
export const disputeByExternal = (trx: Trx, provider: Dispute['provider'], externalId: string): Promise<Dispute | undefined> =>
  trx
    .selectFrom('dispute')
    .selectAll()
    .where('provider', '=', provider)
    .where('external_id', '=', externalId)
    .forUpdate()
    .executeTakeFirst()

export const insertDispute = (trx: Trx, row: Insertable<PaymentsTables['dispute']>): Promise<Dispute> =>
  trx.insertInto('dispute').values(row).returningAll().executeTakeFirstOrThrow()

/** Locks the payment that a dispute is about. */
export const lockPaymentOf = (trx: Trx, disputeId: string) =>
  trx
    .selectFrom('payment')
    .innerJoin('dispute', 'dispute.payment_id', 'payment.id')
    .select('payment.id')
    .where('dispute.id', '=', disputeId)
    .forUpdate('payment')
    .executeTakeFirst()

export const findDispute = (db: Db, id: string): Promise<Dispute | undefined> =>
  db.selectFrom('dispute').selectAll().where('id', '=', id).executeTakeFirst()

export const lockDispute = (trx: Trx, id: string): Promise<Dispute | undefined> =>
  trx.selectFrom('dispute').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const changeDispute = (trx: Trx, id: string, change: UpdateObject<PaymentsTables, 'dispute'>): Promise<Dispute> =>
  trx.updateTable('dispute').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/** The bill of a dispute's payment; null where it was of none. */
export async function billIdOf(db: Db, disputeId: string): Promise<string | null> {
  const row = await db
    .selectFrom('dispute')
    .innerJoin('payment', 'payment.id', 'dispute.payment_id')
    .select('payment.bill_id')
    .where('dispute.id', '=', disputeId)
    .executeTakeFirst()
  return row?.bill_id ?? null
}

/** What of a payment is disputed, or was lost so: it is not ours to give back. */
export const countDisputed = (trx: Trx, paymentId: string) =>
  trx
    .updateTable('payment')
    .set({
      disputed_minor: sql<number>`(SELECT coalesce(sum(amount_minor), 0) FROM dispute WHERE payment_id = payment.id AND state <> 'WON')`,
    })
    .where('id', '=', paymentId)
    .execute()

/** Disputes in one of some states, the newest first. */
export const listDisputes = (db: Db, states: readonly Dispute['state'][] | null, page: PageRequest): Promise<Dispute[]> =>
  pageBy(
    db
      .selectFrom('dispute')
      .selectAll()
      .$if(states !== null, (query) => query.where('state', 'in', states ?? [])),
    [['id', 'uuid']],
    'desc',
    page,
  )
