import { sql, type Insertable, type Selectable } from 'kysely'
import { due } from '../reward.queries.ts'
import type { Batch, Db, Reward, RewardsTables, Trx } from '../tables.ts'

export type FoundPayout = Selectable<RewardsTables['found_payout']>

/** A distributor on a chain. The same address may be another contract on another chain. */
export interface Contract {
  chainId: number
  distributor: string
}

/** Rewards of a chain that have rested and wait for a batch, none of blocked users, with their addresses, in the order of their indices. */
export const waitingRewards = (db: Db, chainId: number, maximum: string, limit: number) =>
  db
    .selectFrom('reward')
    .innerJoin('wallet', 'wallet.user_id', 'reward.user_id')
    .select(['reward.id', 'reward.chain_index', 'reward.key', 'reward.payout as amount'])
    .select(({ fn }) => fn.coalesce('reward.payout_address', 'wallet.address').as('address'))
    .where('reward.chain_id', '=', chainId)
    .where('reward.status', '=', 'EARNED')
    .where('reward.rests_until', '<=', sql<Date>`now()`)
    .where('reward.payout', '<=', maximum)
    .where(sql<boolean>`NOT is_blocked(reward.user_id)`)
    .orderBy('reward.chain_index')
    .limit(limit)
    .execute()

/** Number of the last batch that is in a block; 0 before the first. */
export async function lastMinedNumber(db: Db, { chainId, distributor }: Contract): Promise<number> {
  const row = await db
    .selectFrom('batch')
    .select(({ fn }) => fn.max<number | null>('number').as('number'))
    .where('chain_id', '=', chainId)
    .where('distributor', '=', distributor)
    .where('status', '=', 'MINED')
    .executeTakeFirst()
  return row?.number ?? 0
}

export const insertBatch = (trx: Trx, batch: Insertable<RewardsTables['batch']>) => trx.insertInto('batch').values(batch).execute()

/** Puts a waiting reward into a batch. False if it does not wait any more, or was corrected since it was read. */
export async function putInBatch(
  trx: Trx,
  { id, amount }: { id: string; amount: string },
  batchId: string,
  position: number,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('reward')
    .set({ status: 'BATCHED', batch_id: batchId, last_batch_id: batchId, batch_position: position })
    .where('id', '=', id)
    .where('status', '=', 'EARNED')
    .where('payout', '=', amount)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const markSubmitted = (trx: Trx, batchId: string) =>
  trx.updateTable('reward').set({ status: 'SUBMITTED' }).where('batch_id', '=', batchId).where('status', '=', 'BATCHED').execute()

export const markMined = (trx: Trx, batchId: string, mined: { hash: string; blockNumber: number }) =>
  trx
    .updateTable('batch')
    .set({ status: 'MINED', transaction_hash: mined.hash, block_number: mined.blockNumber, mined_at: sql`now()` })
    .where('id', '=', batchId)
    .execute()

export const markAbandoned = (trx: Trx, batchId: string) => setUnmined(trx, batchId, 'ABANDONED')
export const markOpen = (trx: Trx, batchId: string) => setUnmined(trx, batchId, 'OPEN')

const setUnmined = (trx: Trx, batchId: string, status: 'OPEN' | 'ABANDONED') =>
  trx
    .updateTable('batch')
    .set({ status, transaction_hash: null, block_number: null, mined_at: null })
    .where('id', '=', batchId)
    .execute()

/** Takes rewards out of a batch. A part that a correction has made owed was never paid, so it is simply not paid. */
export const freeRewards = (trx: Trx, batchId: string) =>
  trx
    .updateTable('reward')
    .set({
      status: sql<Reward['status']>`CASE WHEN payout > owed THEN 'EARNED' WHEN amount > 0 THEN 'WITHHELD' ELSE 'CANCELLED' END`,
      payout: sql<string>`greatest(payout - owed, 0)`,
      owed: sql<string>`greatest(owed - payout, 0)`,
      batch_id: null,
      batch_position: null,
      settled_at: null,
    })
    .where('batch_id', '=', batchId)
    .execute()

export const unsettleRewards = (trx: Trx, batchId: string) =>
  trx
    .updateTable('reward')
    .set({ status: 'SUBMITTED', settled_at: null })
    .where('batch_id', '=', batchId)
    .where('status', '=', 'SETTLED')
    .execute()

export const lockBatch = (trx: Trx, batchId: string): Promise<Batch> =>
  trx.selectFrom('batch').selectAll().where('id', '=', batchId).forUpdate().executeTakeFirstOrThrow()

/** The batch that a transaction pays, by its hash or as one of ours. */
export const findBatchOf = (trx: Trx, hash: string, id: string | null): Promise<Batch | undefined> =>
  trx
    .selectFrom('batch')
    .selectAll()
    .where(({ or, eb }) => or([eb('transaction_hash', '=', hash), eb('id', '=', id)]))
    .executeTakeFirst()

/** Batches found on chain with a number that the chain has not come to (any more). */
export const adoptedAbove = (trx: Trx, { chainId, distributor }: Contract, number: number) =>
  trx
    .selectFrom('batch')
    .select('id')
    .where('chain_id', '=', chainId)
    .where('distributor', '=', distributor)
    .where('number', '>', number)
    .where('status', '=', 'MINED')
    .where('adopted', '=', true)
    .execute()

/** Other batches of that number, which cannot be mined any more. */
export const rivals = (trx: Trx, batch: Contract & { id: string; number: number }) =>
  trx
    .selectFrom('batch')
    .select('id')
    .where('chain_id', '=', batch.chainId)
    .where('distributor', '=', batch.distributor)
    .where('number', '=', batch.number)
    .where('id', '<>', batch.id)
    .where('status', '<>', 'ABANDONED')
    .execute()

export const lockRewardsByKeys = (trx: Trx, keys: readonly string[]): Promise<Reward[]> =>
  trx.selectFrom('reward').selectAll().where('key', 'in', keys).forUpdate().execute()

/** Gives other indices to rewards of a chain that have one of these, unless they have these keys. */
export async function giveWay(trx: Trx, chainId: number, indices: readonly number[], keys: readonly string[]): Promise<void> {
  await passIndices(trx, Math.max(...indices))
  await trx
    .updateTable('reward')
    .set({ chain_index: sql`nextval('reward_index')` })
    .where('chain_id', '=', chainId)
    .where('chain_index', 'in', indices)
    .where('key', 'not in', keys)
    .execute()
}

/**
 * Draws the indices up to this one from the sequence, if a restored copy is behind the chain. One by one, and never by `setval`: a sequence
 * that is only drawn from gives no index twice, whoever draws at the same time.
 */
const passIndices = (trx: Trx, highest: number) =>
  sql`SELECT count(nextval('reward_index')) FROM reward_index AS now,
    generate_series(CASE WHEN now.is_called THEN now.last_value + 1 ELSE now.last_value END, ${highest}::bigint)`.execute(trx)

/** Notes as paid what the chain says. If less was due by the ledger, the rest is owed. */
export const settleReward = (
  trx: Trx,
  reward: { id: string },
  paid: { chainId: number; batchId: string; position: number; chainIndex: number; amount: string },
): Promise<unknown> =>
  trx
    .updateTable('reward')
    .set({
      status: 'SETTLED',
      payout: paid.amount,
      owed: sql<string>`greatest(${paid.amount}::numeric - ${due(reward.id)}, 0)`,
      chain_id: paid.chainId,
      batch_id: paid.batchId,
      last_batch_id: paid.batchId,
      batch_position: paid.position,
      chain_index: paid.chainIndex,
      settled_at: sql`coalesce(settled_at, now())`,
    })
    .where('id', '=', reward.id)
    .execute()

export const insertFoundPayout = (trx: Trx, payout: FoundPayout) =>
  trx
    .insertInto('found_payout')
    .values(payout)
    .onConflict((conflict) => conflict.columns(['chain_id', 'key']).doNothing())
    .execute()

/** Waiting rewards whose payouts were found on chain before the rewards were known. */
export const foundRewards = (db: Db) =>
  db
    .selectFrom('found_payout as payout')
    .innerJoin('reward', 'reward.key', 'payout.key')
    .innerJoin('batch', 'batch.id', 'payout.batch_id')
    .select(['reward.id', 'payout.key', 'payout.batch_id', 'payout.batch_position', 'payout.chain_index', 'payout.amount'])
    .select('payout.chain_id')
    .select(['batch.number', 'batch.transaction_hash', 'batch.block_number'])
    .where('reward.batch_id', 'is', null)
    .execute()

export const deleteFoundPayout = (trx: Trx, chainId: number, key: string) =>
  trx.deleteFrom('found_payout').where('chain_id', '=', chainId).where('key', '=', key).execute()
export const deleteFoundPayouts = (trx: Trx, batchId: string) =>
  trx.deleteFrom('found_payout').where('batch_id', '=', batchId).execute()

export const batchesOf = (trx: Trx, ids: readonly string[]) =>
  trx.selectFrom('batch').select(['id', 'number', 'transaction_hash', 'block_number']).where('id', 'in', ids).execute()
