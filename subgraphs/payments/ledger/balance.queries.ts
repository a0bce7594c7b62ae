import { sql } from 'kysely'
import type { AccountKind, Db, Trx } from '../tables.ts'

export interface Balance {
  kind: AccountKind
  currency: string
  /** Of all accounts of the kind; debits are positive. */
  balanceMinor: number
}

/** What the accounts of each kind come to, in each currency or one. It reads every entry. */
export const balancesOf = (db: Db | Trx, currency?: string): Promise<Balance[]> => {
  const kinds = db
    .selectFrom('account')
    .innerJoin('entry', 'entry.account_id', 'account.id')
    .select(['kind', 'currency', sql<number>`sum(amount_minor)::bigint`.as('balanceMinor')])
    .groupBy(['kind', 'currency'])
    .orderBy('currency')
    .orderBy('kind')
  return (currency === undefined ? kinds : kinds.where('currency', '=', currency)).execute()
}

/** The wallets that differ from their entries, at most so many. */
export const wrongWallets = (db: Db, limit: number): Promise<{ userId: string; currency: string }[]> =>
  db
    .selectFrom(
      db
        .selectFrom('account')
        .innerJoin('entry', 'entry.account_id', 'account.id')
        .where('kind', 'in', ['WALLET', 'WALLET_HELD'])
        .select([
          sql<string>`owner_id::uuid`.as('user_id'),
          'currency',
          sql<number>`-coalesce(sum(amount_minor) FILTER (WHERE kind = 'WALLET'), 0)`.as('balance'),
          sql<number>`-coalesce(sum(amount_minor) FILTER (WHERE kind = 'WALLET_HELD'), 0)`.as('held'),
        ])
        .groupBy(['owner_id', 'currency'])
        .as('counted'),
    )
    .fullJoin('wallet', (join) =>
      join.onRef('wallet.user_id', '=', 'counted.user_id').onRef('wallet.currency', '=', 'counted.currency'),
    )
    .where((eb) =>
      eb.or([eb('balance', 'is distinct from', eb.ref('balance_minor')), eb('held', 'is distinct from', eb.ref('held_minor'))]),
    )
    .select([
      sql<string>`coalesce(counted.user_id, wallet.user_id)`.as('userId'),
      sql<string>`coalesce(counted.currency, wallet.currency)`.as('currency'),
    ])
    .limit(limit)
    .execute()
