import type { Insertable } from 'kysely'
import type { Db, Payment, PaymentsTables, Trx } from '../tables.ts'

/** Undefined if it is known already. */
export const insertPayment = (trx: Trx, row: Insertable<PaymentsTables['payment']>): Promise<Payment | undefined> =>
  trx
    .insertInto('payment')
    .values(row)
    .onConflict((once) => once.constraint('payment_once').doNothing())
    .returningAll()
    .executeTakeFirst()

/** Notes what the provider took for itself, once it says so. Undefined if that is known. */
export const noteFee = (
  trx: Trx,
  provider: Payment['provider'],
  externalId: string,
  feeMinor: number,
): Promise<Payment | undefined> =>
  trx
    .updateTable('payment')
    .set({ fee_minor: feeMinor })
    .where('provider', '=', provider)
    .where('external_id', '=', externalId)
    .where('fee_minor', 'is', null)
    .returningAll()
    .executeTakeFirst()

export const paymentsOf = (db: Db, billIds: readonly string[]): Promise<Payment[]> =>
  db.selectFrom('payment').selectAll().where('bill_id', 'in', billIds).orderBy('at').orderBy('id').execute()

export const billOfSession = (trx: Trx, sessionId: string): Promise<{ id: string } | undefined> =>
  trx.selectFrom('bill').select('id').where('subject_id', '=', sessionId).executeTakeFirst()

/** What a person began, by the operation that it led to. */
export const changeCheckout = (
  trx: Trx,
  operationId: string,
  action: { clientSecret: string | null; approvalUrl: string | null } | null,
) =>
  trx
    .updateTable('bill_payment')
    .set({ client_secret: action?.clientSecret ?? null, approval_url: action?.approvalUrl ?? null })
    .where('operation_id', '=', operationId)
    .execute()

/** The kept way to pay that a charge was made with. */
export async function methodOf(trx: Trx, provider: Payment['provider'], request: object): Promise<string | null> {
  const methodId = 'methodId' in request ? String(request.methodId) : ''
  const method = await trx
    .selectFrom('payment_method')
    .select('id')
    .where('provider', '=', provider)
    .where('method_id', '=', methodId)
    .where('state', '=', 'ACTIVE')
    .executeTakeFirst()
  return method?.id ?? null
}
