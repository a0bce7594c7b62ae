import { sql, type Insertable, type InsertObject, type UpdateObject } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Batch, Db, LedgerEntry, Reward, RewardsTables, SourceType, Trx } from './tables.ts'

export const rewards = (db: Db, ids: readonly string[]): Promise<Reward[]> =>
  db.selectFrom('reward').selectAll().where('id', 'in', ids).execute()

export const rewardsOfSources = (db: Db, type: SourceType, ids: readonly string[]): Promise<Reward[]> =>
  db
    .selectFrom('reward')
    .selectAll()
    .where('source_type', '=', type)
    .where('source_id', 'in', ids)
    .where('revision', '=', 0)
    .execute()

type OfSource = Pick<Reward, 'rule_name' | 'source_type' | 'source_id'>

/** What the ledger says of a source's reward, and of what corrections added to it, in order. */
export const entriesOf = (db: Db, { rule_name, source_type, source_id }: OfSource): Promise<LedgerEntry[]> =>
  db
    .selectFrom('ledger_entry')
    .innerJoin('reward', 'reward.id', 'ledger_entry.reward_id')
    .selectAll('ledger_entry')
    .where('reward.rule_name', '=', rule_name)
    .where('reward.source_type', '=', source_type)
    .where('reward.source_id', '=', source_id)
    .orderBy('ledger_entry.id')
    .execute()

/** A source's reward, and those that corrections added, the first one first; held until the transaction ends. */
export const rewardsOfSource = (trx: Trx, { rule_name, source_type, source_id }: OfSource): Promise<Reward[]> =>
  trx
    .selectFrom('reward')
    .selectAll()
    .where('rule_name', '=', rule_name)
    .where('source_type', '=', source_type)
    .where('source_id', '=', source_id)
    .orderBy('revision')
    .forUpdate()
    .execute()

export const findReward = (db: Db, id: string): Promise<Reward | undefined> =>
  db.selectFrom('reward').selectAll().where('id', '=', id).executeTakeFirst()

export const lockReward = (trx: Trx, id: string): Promise<Reward> =>
  trx.selectFrom('reward').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()

export const changeReward = (trx: Trx, id: string, change: UpdateObject<RewardsTables, 'reward'>): Promise<Reward> =>
  trx.updateTable('reward').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/** A user's rewards that were paid too much, the oldest first. */
export const lockOwed = (trx: Trx, userId: string): Promise<Reward[]> =>
  trx
    .selectFrom('reward')
    .selectAll()
    .where('user_id', '=', userId)
    .where('owed', '>', '0')
    .orderBy('chain_index')
    .forUpdate()
    .execute()

/** A user's rewards that are not on their way yet, in the order of their payment. */
export const lockWaiting = (trx: Trx, userId: string): Promise<Reward[]> =>
  trx
    .selectFrom('reward')
    .selectAll()
    .where('user_id', '=', userId)
    .where('status', '=', 'EARNED')
    .orderBy('chain_index')
    .forUpdate()
    .execute()

/** Rewards that wait for a person, the oldest first. */
export const listHeld = (db: Db, page: PageRequest): Promise<Reward[]> =>
  pageBy(db.selectFrom('reward').selectAll().where('status', '=', 'HELD'), [['id', 'uuid']], 'asc', page)

const ADDS = ['EARNED', 'RAISED', 'REPAID'] as const
const TAKES = ['REDUCED', 'WITHHELD'] as const
const signed = sql<string>`sum(CASE WHEN kind IN (${sql.join(ADDS)}) THEN amount WHEN kind IN (${sql.join(TAKES)}) THEN -amount END)`

/** What the ledger says is to be paid for a reward, paid or not. */
export const due = (rewardId: string) =>
  sql<string>`(SELECT coalesce(${signed}, 0) FROM ledger_entry WHERE reward_id = ${rewardId})`

export async function dueOf(trx: Trx, rewardId: string): Promise<bigint> {
  const { rows } = await sql<{ due: string }>`SELECT ${due(rewardId)} AS due`.execute(trx)
  return BigInt(rows[0]?.due ?? 0)
}

export const hasEarned = async (trx: Trx, rewardId: string): Promise<boolean> =>
  (await trx
    .selectFrom('ledger_entry')
    .select('id')
    .where('reward_id', '=', rewardId)
    .where('kind', '=', 'EARNED')
    .executeTakeFirst()) !== undefined

export const batches = (db: Db, ids: readonly string[]): Promise<Batch[]> =>
  db.selectFrom('batch').selectAll().where('id', 'in', ids).execute()

/** Where what users earn from now on is paid: at the wallet that they have linked, or at the address that they have here. */
export const wallets = (db: Db, userIds: readonly string[]) =>
  db
    .selectFrom('wallet')
    .leftJoin('linked_wallet as linked', (join) =>
      join.onRef('linked.user_id', '=', 'wallet.user_id').on('linked.chain_id', 'is', null),
    )
    .select('wallet.user_id')
    .select(({ fn }) => fn.coalesce('linked.address', 'wallet.address').as('address'))
    .where('wallet.user_id', 'in', userIds)
    .execute()

/** Notes the wallet that a user has linked, or none. An older word than the one that is there changes nothing. */
export const saveLinkedWallet = async (trx: Trx, wallet: Insertable<RewardsTables['linked_wallet']>): Promise<void> =>
  void (await trx
    .insertInto('linked_wallet')
    .values(wallet)
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet(wallet)
        .where('linked_wallet.position', '<=', sql<number>`excluded.position`),
    )
    .execute())

/** Notes whether a user is blocked. An older word than the one that is there changes nothing. */
export const saveBlocked = async (trx: Trx, user: Insertable<RewardsTables['blocked_user']>): Promise<void> =>
  void (await trx
    .insertInto('blocked_user')
    .values(user)
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet(user)
        .where('blocked_user.position', '<=', sql<number>`excluded.position`),
    )
    .execute())

/** Rewards that would be paid if their users were not blocked, the oldest first. */
export const listBlocked = (db: Db, page: PageRequest): Promise<Reward[]> =>
  pageBy(
    db
      .selectFrom('reward')
      .selectAll()
      .where('status', '=', 'EARNED')
      .where(sql<boolean>`is_blocked(user_id)`),
    [['id', 'uuid']],
    'asc',
    page,
  )

/** What users have earned and been paid, in base units, by the ledger. And what waits for a person, which is not in the ledger yet. */
export const balances = (db: Db, userIds: readonly string[]) =>
  db
    .with('entry', (cte) =>
      cte
        .selectFrom('ledger_entry')
        .select(['user_id', 'reward_id'])
        .select(
          sql<string>`sum(CASE kind WHEN 'EARNED' THEN amount WHEN 'RAISED' THEN amount WHEN 'REDUCED' THEN -amount ELSE 0 END)`.as(
            'earned',
          ),
        )
        .select(sql<string>`coalesce(sum(amount) FILTER (WHERE kind = 'SETTLED'), 0)`.as('settled'))
        .select(sql<string>`coalesce(${signed}, 0)`.as('due'))
        .where('user_id', 'in', userIds)
        .groupBy(['user_id', 'reward_id']),
    )
    .with('waiting', (cte) =>
      cte
        .selectFrom('reward')
        .select(['user_id', sql<string>`sum(amount)`.as('held')])
        .where('user_id', 'in', userIds)
        .where('status', '=', 'HELD')
        .groupBy('user_id'),
    )
    .selectFrom('entry')
    .fullJoin('waiting', 'waiting.user_id', 'entry.user_id')
    .select(sql<string>`coalesce(entry.user_id, waiting.user_id)`.as('user_id'))
    .select(sql<string>`coalesce(sum(earned), 0)`.as('earned'))
    .select(sql<string>`coalesce(sum(settled), 0)`.as('settled'))
    .select(sql<string>`coalesce(sum(greatest(due - settled, 0)), 0)`.as('pending'))
    .select(sql<string>`coalesce(sum(greatest(settled - due, 0)), 0)`.as('owed'))
    .select(sql<string>`coalesce(max(held), 0)`.as('held'))
    .groupBy(sql`1`)
    .execute()

/** A user's rewards, the newest first. */
export const listRewardsOf = (db: Db, userId: string, page: PageRequest): Promise<Reward[]> =>
  pageBy(db.selectFrom('reward').selectAll().where('user_id', '=', userId), [['id', 'uuid']], 'desc', page)

/** A user's rewards that are not settled, and the newest of those settled within these seconds; the oldest first. */
export async function idsToShow(
  db: Db,
  userId: string,
  { outstanding, seconds, count }: { outstanding: number; seconds: number; count: number },
): Promise<string[]> {
  const of = db.selectFrom('reward').select('id').where('user_id', '=', userId)
  const open = await of
    .where('status', 'in', ['HELD', 'EARNED', 'BATCHED', 'SUBMITTED'])
    .orderBy('id', 'desc')
    .limit(outstanding)
    .execute()
  const settled = await of
    .where('settled_at', '>', sql<Date>`now() - make_interval(secs => ${seconds})`)
    .orderBy('settled_at', 'desc')
    .orderBy('id', 'desc')
    .limit(count)
    .execute()
  return [...new Set([...open, ...settled].map(({ id }) => id))].toSorted()
}

/**
 * Lets the rewards of one source in one after the other. Two at once would pass the look at `key` together, and one would then fail at
 * `reward_source`, whose index may be written first.
 */
export async function lockSource(trx: Trx, key: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx)
}

/** Lets changes of a user's rewards happen one after the other: one reward pays off what another owes. */
export async function lockUser(trx: Trx, userId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`user ${userId}`}, 0))`.execute(trx)
}

/**
 * Undefined if its source has been rewarded under the rule before. It is paid on the chain that its user has chosen by now. Throws if its
 * chain index is taken: the next try has another.
 */
export const insertReward = (
  trx: Trx,
  reward: Omit<InsertObject<RewardsTables, 'reward'>, 'chain_id'> & { user_id: string },
): Promise<Reward | undefined> =>
  trx
    .insertInto('reward')
    .values({ ...reward, chain_id: sql`chain_of(${reward.user_id}::uuid)` })
    // Only a clash of the key, which follows from rule and source, is ignored. A reward must not vanish for any other clash.
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returningAll()
    .executeTakeFirst()

/** Undefined if the entry is there already: a reward is earned and paid once. */
export const insertEntry = (
  trx: Trx,
  entry: Pick<Insertable<RewardsTables['ledger_entry']>, 'reward_id' | 'user_id' | 'kind' | 'amount'> &
    Partial<Pick<LedgerEntry, 'transaction_hash' | 'counter_reward_id'>>,
) =>
  trx
    .insertInto('ledger_entry')
    .values({ transaction_hash: null, counter_reward_id: null, ...entry })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()

export const hasWallet = async (trx: Trx, userId: string): Promise<boolean> =>
  (await trx.selectFrom('wallet').select('user_id').where('user_id', '=', userId).executeTakeFirst()) !== undefined

export const insertGuest = (trx: Trx, userId: string): Promise<unknown> =>
  trx
    .insertInto('guest')
    .values({ user_id: userId })
    .onConflict((c) => c.doNothing())
    .execute()

export const deleteGuest = (trx: Trx, userId: string): Promise<unknown> =>
  trx.deleteFrom('guest').where('user_id', '=', userId).execute()

export const isGuest = async (trx: Trx, userId: string): Promise<boolean> =>
  (await trx.selectFrom('guest').select('user_id').where('user_id', '=', userId).executeTakeFirst()) !== undefined

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

/** Rewards that were earned: none that waits for a person, or was refused. */
export const earnedRewards = (trx: Trx) =>
  trx
    .selectFrom('reward')
    .selectAll()
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('ledger_entry').select('ledger_entry.id').whereRef('reward_id', '=', 'reward.id').where('kind', '=', 'EARNED'),
      ),
    )
