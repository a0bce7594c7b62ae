import { sql } from 'kysely'
import type { Db, Trx, Wallet } from '../tables.ts'

/** What may be spent of a wallet, 0 where there is none. Nobody else moves it until the transaction ends. */
export async function lockWallet(trx: Trx, userId: string, currency: string): Promise<number> {
  const { rows } = await sql<{ balance: number | null }>`SELECT lock_wallet(${userId}, ${currency}) AS balance`.execute(trx)
  return rows[0]?.balance ?? 0
}

export const walletsOfUsers = (db: Db, userIds: readonly string[]): Promise<Wallet[]> =>
  db.selectFrom('wallet').selectAll().where('user_id', 'in', userIds).orderBy('currency').execute()

/** Adds to what of a bill its user's wallet has paid. */
export const addToWalletPart = (trx: Trx, billId: string, amountMinor: number) =>
  trx
    .insertInto('wallet_part')
    .values({ bill_id: billId, paid_minor: amountMinor })
    .onConflict((once) =>
      once.column('bill_id').doUpdateSet({ paid_minor: sql<number>`wallet_part.paid_minor + excluded.paid_minor` }),
    )
    .execute()

/** Throws `wallet_part_refunded` if more would go back than the wallet has paid. */
export const refundOfWalletPart = (trx: Trx, billId: string, amountMinor: number) =>
  trx
    .updateTable('wallet_part')
    .set((eb) => ({ refunded_minor: eb('refunded_minor', '+', amountMinor) }))
    .where('bill_id', '=', billId)
    .execute()

/** What of a bill came from its user's wallet and has not gone back there. */
export async function walletPartOf(db: Db | Trx, billId: string): Promise<number> {
  const part = await db.selectFrom('wallet_part').selectAll().where('bill_id', '=', billId).executeTakeFirst()
  return part ? part.paid_minor - part.refunded_minor : 0
}

export const walletOf = (trx: Trx, userId: string, currency: string): Promise<Wallet> =>
  trx.selectFrom('wallet').selectAll().where('user_id', '=', userId).where('currency', '=', currency).executeTakeFirstOrThrow()

/** What was given up of a wallet by this request. */
export const findGivenUp = (trx: Trx, givenUpId: string): Promise<{ currency: string; amount_minor: number } | undefined> =>
  trx
    .selectFrom('journal')
    .innerJoin('entry', 'entry.journal_id', 'journal.id')
    .innerJoin('account', 'account.id', 'entry.account_id')
    .select(['account.currency', 'entry.amount_minor'])
    .where('source_type', '=', 'WALLET')
    .where('source_id', '=', givenUpId)
    .where('account.kind', '=', 'WALLET')
    .executeTakeFirst()

/** What is in a wallet, with what is blocked of it. */
export async function allOfWallet(trx: Trx, userId: string, currency: string): Promise<number> {
  await lockWallet(trx, userId, currency)
  const wallet = await trx
    .selectFrom('wallet')
    .selectAll()
    .where('user_id', '=', userId)
    .where('currency', '=', currency)
    .executeTakeFirst()
  return wallet ? wallet.balance_minor + wallet.held_minor : 0
}
