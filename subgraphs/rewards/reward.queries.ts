import { sql, type Insertable } from 'kysely'
import type { Batch, Db, LedgerEntry, Reward, RewardsTables, SourceType, Trx } from './tables.ts'

export const rewards = (db: Db, ids: readonly string[]): Promise<Reward[]> =>
  db.selectFrom('reward').selectAll().where('id', 'in', ids).execute()

export const rewardsOfSources = (db: Db, type: SourceType, ids: readonly string[]): Promise<Reward[]> =>
  db.selectFrom('reward').selectAll().where('source_type', '=', type).where('source_id', 'in', ids).execute()

/** What the ledger says of a reward, in order. */
export const entriesOf = (db: Db, rewardId: string): Promise<LedgerEntry[]> =>
  db.selectFrom('ledger_entry').selectAll().where('reward_id', '=', rewardId).orderBy('id').execute()

export const batches = (db: Db, ids: readonly string[]): Promise<Batch[]> =>
  db.selectFrom('batch').selectAll().where('id', 'in', ids).execute()

export const wallets = (db: Db, userIds: readonly string[]) =>
  db.selectFrom('wallet').selectAll().where('user_id', 'in', userIds).execute()

/** What users have earned and been paid, in base units, by the ledger. */
export const balances = (db: Db, userIds: readonly string[]) =>
  db
    .selectFrom('ledger_entry')
    .select(({ fn }) => [
      'user_id',
      fn.coalesce(fn.sum<string>('amount').filterWhere('kind', '=', 'EARNED'), sql<string>`'0'`).as('earned'),
      fn.coalesce(fn.sum<string>('amount').filterWhere('kind', '=', 'SETTLED'), sql<string>`'0'`).as('settled'),
    ])
    .where('user_id', 'in', userIds)
    .groupBy('user_id')
    .execute()

/** A user's rewards past an id, forwards from the newest or backwards. */
export const listRewardsOf = (
  db: Db,
  userId: string,
  page: { past: string | null; until: string | null; forward: boolean; limit: number },
): Promise<Reward[]> =>
  db
    .selectFrom('reward')
    .selectAll()
    .where('user_id', '=', userId)
    .$if(page.past !== null, (query) => query.where('id', page.forward ? '<' : '>', page.past))
    .$if(page.until !== null, (query) => query.where('id', page.forward ? '>' : '<', page.until))
    .orderBy('id', page.forward ? 'desc' : 'asc')
    .limit(page.limit)
    .execute()

/** A user's rewards that are not settled, and the newest of those that settled within so many seconds; the oldest first. */
export async function idsToShow(
  db: Db,
  userId: string,
  { outstanding, seconds, count }: { outstanding: number; seconds: number; count: number },
): Promise<string[]> {
  const of = db.selectFrom('reward').select('id').where('user_id', '=', userId)
  const open = await of.where('status', '<>', 'SETTLED').orderBy('id', 'desc').limit(outstanding).execute()
  const settled = await of
    .where('settled_at', '>', sql<Date>`now() - make_interval(secs => ${seconds})`)
    .orderBy('settled_at', 'desc')
    .orderBy('id', 'desc')
    .limit(count)
    .execute()
  return [...new Set([...open, ...settled].map(({ id }) => id))].toSorted()
}

/**
 * Lets the rewards of one deed in one after the other. Two at once would pass the look at `key` together, and one would then fail at
 * `reward_source`, whose index may be written first.
 */
export async function lockDeed(trx: Trx, key: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx)
}

/** Undefined when its source has been rewarded under the rule before. Throws when its chain index is taken: the next try has another. */
export const insertReward = (trx: Trx, reward: Insertable<RewardsTables['reward']>): Promise<Reward | undefined> =>
  trx
    .insertInto('reward')
    .values(reward)
    // The key follows from rule and source. It alone: a clash of anything else must not make a reward vanish.
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returningAll()
    .executeTakeFirst()

export const insertEntry = (trx: Trx, entry: Insertable<RewardsTables['ledger_entry']>) =>
  trx
    .insertInto('ledger_entry')
    .values(entry)
    .onConflict((conflict) => conflict.constraint('ledger_once').doNothing())
    .returning('id')
    .executeTakeFirst()

export async function nextWalletIndex(trx: Trx): Promise<number> {
  const { rows } = await sql<{ index: number }>`SELECT nextval('wallet_index') AS index`.execute(trx)
  const [row] = rows
  if (!row) throw new Error('The sequence gave nothing.')
  return row.index
}

export const insertWallet = (trx: Trx, wallet: Insertable<RewardsTables['wallet']>) =>
  trx
    .insertInto('wallet')
    .values(wallet)
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .execute()
