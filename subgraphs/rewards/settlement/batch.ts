import { emit } from '#db/outbox.ts'
import type { Payout } from '../../../contracts/batch.ts'
import {
  type Contract,
  deleteFoundPayout,
  deleteFoundPayouts,
  foundRewards,
  freeRewards,
  giveWay,
  insertFoundPayout,
  lockBatch,
  lockRewardsByKeys,
  markAbandoned,
  markMined,
  markOpen,
  rivals,
  settleReward,
  unsettleRewards,
} from './batch.queries.ts'
import { agreeWithPayment } from '../earning/correction.ts'
import { insertEntry, lockReward } from '../reward.queries.ts'
import { withLease, type Settlement } from './settlement.ts'
import type { Reward, Trx } from '../tables.ts'
import { settled } from '../told.ts'

export interface PaidBatch extends Contract {
  id: string
  number: number
  hash: string
  blockNumber: number
  payouts: readonly Payout[]
}

/**
 * Books what a batch in a block has paid. The calldata decides, reward by reward, by its key. It may have rewards that this database,
 * restored from an older copy, put elsewhere or does not know.
 */
export async function bookPaidBatch(trx: Trx, batch: PaidBatch): Promise<void> {
  const { id, number, chainId, hash, blockNumber, payouts } = batch
  for (const rival of await rivals(trx, batch)) await abandonBatch(trx, rival.id)
  await markMined(trx, id, { hash, blockNumber })
  const keys = payouts.map(({ key }) => key)
  const indices = payouts.map(({ index }) => Number(index))
  await giveWay(trx, chainId, indices, keys)
  const rewards = new Map((await lockRewardsByKeys(trx, keys)).map((reward) => [reward.key, reward]))
  for (const [position, payout] of payouts.entries()) {
    const reward = rewards.get(payout.key)
    const [chainIndex, amount] = [Number(payout.index), payout.amount.toString()]
    // One that is in a batch of another chain is paid there, or will be: this payment is a second one, which a person must see.
    if (!reward || (reward.batch_id !== null && reward.chain_id !== chainId)) {
      const { key, account } = payout
      const place = { chain_id: chainId, batch_id: id, batch_position: position, chain_index: chainIndex }
      await insertFoundPayout(trx, { key, ...place, account, amount })
      continue
    }
    await pay(trx, reward, { chainId, batchId: id, position, chainIndex, amount, batchNumber: number, hash, blockNumber })
  }
}

/**
 * Settles rewards that were earned again after a restore from an older copy, and that turn out to be paid: their keys were found on chain.
 * The worker that makes the batches does it, so that none of them gets into a batch in between.
 */
export async function settleFound(settlement: Settlement): Promise<void> {
  for (const found of await foundRewards(settlement.db)) {
    const { transaction_hash: hash, block_number: blockNumber } = found
    if (hash === null || blockNumber === null) continue
    await withLease(settlement, async (trx) => {
      const { batch_id: batchId, batch_position: position, chain_index: chainIndex, amount, number: batchNumber } = found
      const chainId = found.chain_id
      const reward = await lockReward(trx, found.id)
      // The worker of another chain may have taken it by now.
      if (reward.batch_id !== null) return
      await giveWay(trx, chainId, [chainIndex], [found.key])
      await deleteFoundPayout(trx, chainId, found.key)
      await pay(trx, reward, { chainId, batchId, position, chainIndex, amount, batchNumber, hash, blockNumber })
    })
  }
}

/** A batch that will not be mined: its rewards wait again. */
export async function abandonBatch(trx: Trx, batchId: string): Promise<void> {
  await freeRewards(trx, batchId)
  await deleteFoundPayouts(trx, batchId)
  await markAbandoned(trx, batchId)
}

/** Gives a batch up unless it is paid, by this transaction or another. */
export async function abandonUnlessPaid(trx: Trx, batchId: string): Promise<void> {
  if ((await lockBatch(trx, batchId)).status === 'OPEN') await abandonBatch(trx, batchId)
}

/** The chain has taken a batch's block back, so the batch is on its way as before. Its ledger lines stay, because it is sent again. */
export async function reopenBatch(trx: Trx, batchId: string): Promise<void> {
  if ((await lockBatch(trx, batchId)).status !== 'MINED') return
  await markOpen(trx, batchId)
  await unsettleRewards(trx, batchId)
}

interface Paid {
  chainId: number
  batchId: string
  position: number
  chainIndex: number
  amount: string
  batchNumber: number
  hash: string
  blockNumber: number
}

/**
 * Books what the chain paid for a reward. After a restore from an older copy the reward may be held here, or have had another worth when it
 * was paid. It was earned then. The difference is owed, or is another reward.
 */
async function pay(trx: Trx, reward: Reward, paid: Paid): Promise<void> {
  if (reward.batch_id === null || reward.payout !== paid.amount) await agreeWithPayment(trx, reward, BigInt(paid.amount))
  await settleReward(trx, reward, paid)
  await bookSettled(trx, reward, paid)
}

/** Writes the ledger's line and the event of a payment, once, however often it is booked. */
async function bookSettled(trx: Trx, reward: Pick<Reward, 'id' | 'user_id'>, paid: Paid): Promise<void> {
  const { id, user_id } = reward
  const { amount, hash } = paid
  const first = await insertEntry(trx, { reward_id: id, user_id, kind: 'SETTLED', amount, transaction_hash: hash })
  if (!first) return
  await emit(trx, 'rewards.reward.settled', id, settled(reward, paid))
}
