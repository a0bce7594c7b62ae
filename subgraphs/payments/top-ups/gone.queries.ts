import type { Bill, Payment, Refund, TopUp, Trx } from '../tables.ts'

/** A payment by the provider's id of it, which nobody else refunds or disputes until the transaction ends. */
export const lockPayment = (trx: Trx, provider: Payment['provider'], externalId: string): Promise<Payment | undefined> =>
  trx
    .selectFrom('payment')
    .selectAll()
    .where('provider', '=', provider)
    .where('external_id', '=', externalId)
    .forUpdate()
    .executeTakeFirst()

export const topUpOfPayment = (trx: Trx, paymentId: string): Promise<TopUp | undefined> =>
  trx.selectFrom('top_up').selectAll().where('payment_id', '=', paymentId).executeTakeFirst()

/** What a top-up's user owes because its money went back; undefined: it has not. Locks it. */
export const billOfTopUp = (trx: Trx, topUpId: string): Promise<Bill | undefined> =>
  trx.selectFrom('bill').selectAll().where('kind', '=', 'TOP_UP').where('subject_id', '=', topUpId).forUpdate().executeTakeFirst()

/** A refund of a payment that was made on the provider's page, if it is known. */
export const foreignRefund = (trx: Trx, { id }: Payment, externalId: string): Promise<Refund | undefined> =>
  trx.selectFrom('refund').selectAll().where('payment_id', '=', id).where('external_id', '=', externalId).executeTakeFirst()

/** What of a wallet is blocked because of a dispute. */
export async function heldForDispute(trx: Trx, disputeId: string): Promise<number> {
  const entry = await trx
    .selectFrom('journal')
    .innerJoin('entry', 'entry.journal_id', 'journal.id')
    .select('amount_minor')
    .where('journal.kind', '=', 'WALLET_HELD')
    .where('source_type', '=', 'DISPUTE')
    .where('source_id', '=', disputeId)
    .where('amount_minor', '>', 0)
    .executeTakeFirst()
  return entry?.amount_minor ?? 0
}
