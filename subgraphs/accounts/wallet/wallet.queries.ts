import { sql } from 'kysely'
import type { Db, Trx, WalletRow } from '../tables.ts'

export const findWallets = (db: Db, userIds: readonly string[]): Promise<WalletRow[]> =>
  db.selectFrom('wallet').selectAll().where('user_id', 'in', userIds).execute()

export const lockWalletOf = (trx: Trx, userId: string): Promise<WalletRow | undefined> =>
  trx.selectFrom('wallet').selectAll().where('user_id', '=', userId).forUpdate().executeTakeFirst()

/** The wallet with this address. Who has locked its user keeps it as it is. */
export const findWallet = (trx: Trx, address: string): Promise<WalletRow | undefined> =>
  trx
    .selectFrom('wallet')
    .selectAll()
    .where(sql`lower(address)`, '=', address.toLowerCase())
    .executeTakeFirst()

/** The new row; undefined if the wallet is linked to somebody, even by a transaction of this moment. */
export const insertWallet = (trx: Trx, wallet: Omit<WalletRow, 'linked_at'>): Promise<WalletRow | undefined> =>
  trx
    .insertInto('wallet')
    .values(wallet)
    .onConflict((conflict) => conflict.expression(sql`lower(address)`).doNothing())
    .returningAll()
    .executeTakeFirst()

export const deleteWallet = (trx: Trx, userId: string) => trx.deleteFrom('wallet').where('user_id', '=', userId).execute()
