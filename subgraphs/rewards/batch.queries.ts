import { sql, type Insertable, type Selectable } from 'kysely'
import { emit } from '#db/outbox.ts'
import { insertEntry } from './reward.queries.ts'
import type { Batch, Db, Reward, RewardsTables, Trx } from './tables.ts'

export type FoundPayout = Selectable<RewardsTables['found_payout']>

/** Rewards that wait for a batch, with the addresses they go to, in the order of their indices. */
export const waitingRewards = (db: Db, maximum: string, limit: number) =>
  db
    .selectFrom('reward')
    .innerJoin('wallet', 'wallet.user_id', 'reward.user_id')
    .select(['reward.id', 'reward.chain_index', 'reward.key', 'reward.amount', 'wallet.address'])
    .where('reward.status', '=', 'EARNED')
    .where('reward.amount', '<=', maximum)
    .orderBy('reward.chain_index')
    .limit(limit)
    .execute()

/** Number of the last batch that is in a block; 0 before the first. */
export async function lastMinedNumber(db: Db, distributor: string): Promise<number> {
  const row = await db
    .selectFrom('batch')
    .select(({ fn }) => fn.max<number | null>('number').as('number'))
    .where('distributor', '=', distributor)
    .where('status', '=', 'MINED')
    .executeTakeFirst()
  return row?.number ?? 0
}

export const insertBatch = (trx: Trx, batch: Insertable<RewardsTables['batch']>) => trx.insertInto('batch').values(batch).execute()

/** Puts a waiting reward into a batch. False when it waits no more. */
export async function putInBatch(trx: Trx, rewardId: string, batchId: string, position: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('reward')
    .set({ status: 'BATCHED', batch_id: batchId, batch_position: position })
    .where('id', '=', rewardId)
    .where('status', '=', 'EARNED')
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

/** A batch that will not be mined: its rewards wait again. */
export async function abandonBatch(trx: Trx, batchId: string): Promise<void> {
  await trx
    .updateTable('reward')
    .set({ status: 'EARNED', batch_id: null, batch_position: null, settled_at: null })
    .where('batch_id', '=', batchId)
    .execute()
  await trx
    .updateTable('batch')
    .set({ status: 'ABANDONED', transaction_hash: null, block_number: null, mined_at: null })
    .where('id', '=', batchId)
    .execute()
}

/** A batch that the chain has taken out of its block again: it is on its way as before. */
export async function reopenBatch(trx: Trx, batchId: string): Promise<void> {
  await trx
    .updateTable('batch')
    .set({ status: 'OPEN', transaction_hash: null, block_number: null, mined_at: null })
    .where('id', '=', batchId)
    .where('status', '=', 'MINED')
    .execute()
  await trx
    .updateTable('reward')
    .set({ status: 'SUBMITTED', settled_at: null })
    .where('batch_id', '=', batchId)
    .where('status', '=', 'SETTLED')
    .execute()
}

/** Other batches of that number, which cannot be mined any more. */
export const rivals = (trx: Trx, batch: { id: string; number: number; distributor: string }) =>
  trx
    .selectFrom('batch')
    .select('id')
    .where('distributor', '=', batch.distributor)
    .where('number', '=', batch.number)
    .where('id', '<>', batch.id)
    .where('status', '<>', 'ABANDONED')
    .execute()

export const lockRewardsByKeys = (trx: Trx, keys: readonly string[]): Promise<Reward[]> =>
  trx.selectFrom('reward').selectAll().where('key', 'in', keys).forUpdate().execute()

/** Gives rewards that hold one of these indices another one, unless they are the ones with these keys. */
export async function giveWay(trx: Trx, indices: readonly number[], keys: readonly string[]): Promise<void> {
  const highest = Math.max(...indices)
  await sql`SELECT setval('reward_index', greatest((SELECT last_value FROM reward_index), ${highest}))`.execute(trx)
  await trx
    .updateTable('reward')
    .set({ chain_index: sql`nextval('reward_index')` })
    .where('chain_index', 'in', indices)
    .where('key', 'not in', keys)
    .execute()
}

export const settleReward = (
  trx: Trx,
  reward: { id: string },
  paid: { batchId: string; position: number; chainIndex: number },
): Promise<unknown> =>
  trx
    .updateTable('reward')
    .set({
      status: 'SETTLED',
      batch_id: paid.batchId,
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
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()

export const findPayout = (trx: Trx, key: string): Promise<FoundPayout | undefined> =>
  trx.selectFrom('found_payout').selectAll().where('key', '=', key).executeTakeFirst()

/** Books the payment of a reward: ledger line and event, once however often it is settled. */
export async function bookSettled(
  trx: Trx,
  reward: Pick<Reward, 'id' | 'user_id'>,
  paid: { amount: string; batchNumber: number; hash: string; blockNumber: number },
): Promise<void> {
  const entry = {
    reward_id: reward.id,
    user_id: reward.user_id,
    kind: 'SETTLED' as const,
    amount: paid.amount,
    transaction_hash: paid.hash,
  }
  if (!(await insertEntry(trx, entry))) return
  await emit(trx, 'rewards.reward.settled', reward.id, {
    rewardId: reward.id,
    userId: reward.user_id,
    batchNumber: paid.batchNumber,
    transactionHash: paid.hash,
    blockNumber: paid.blockNumber,
  })
}

/** Settles a reward whose payout was found on chain before the reward was known. */
export async function settleFound(trx: Trx, reward: Reward, payout: FoundPayout): Promise<void> {
  const batch: Batch = await trx.selectFrom('batch').selectAll().where('id', '=', payout.batch_id).executeTakeFirstOrThrow()
  await settleReward(trx, reward, { batchId: batch.id, position: payout.batch_position, chainIndex: payout.chain_index })
  await trx.deleteFrom('found_payout').where('key', '=', payout.key).execute()
  if (batch.transaction_hash === null || batch.block_number === null) throw new Error(`Batch ${batch.id} is in no block.`)
  await bookSettled(trx, reward, {
    amount: payout.amount,
    batchNumber: batch.number,
    hash: batch.transaction_hash,
    blockNumber: batch.block_number,
  })
}
