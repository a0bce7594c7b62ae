import type { Payout } from '../../contracts/batch.ts'
import {
  abandonBatch,
  bookSettled,
  giveWay,
  insertFoundPayout,
  lockRewardsByKeys,
  markMined,
  rivals,
  settleReward,
} from './batch.queries.ts'
import type { Trx } from './tables.ts'

export interface PaidBatch {
  id: string
  number: number
  distributor: string
  hash: string
  blockNumber: number
  payouts: readonly Payout[]
}

/**
 * Books what a batch in a block has paid. The calldata decides, reward by reward by its key: it may hold rewards that this
 * database, restored from an older copy, had put elsewhere or does not know.
 */
export async function bookPaidBatch(trx: Trx, batch: PaidBatch): Promise<void> {
  const { id, number, distributor, hash, blockNumber, payouts } = batch
  for (const rival of await rivals(trx, { id, number, distributor })) await abandonBatch(trx, rival.id)
  await markMined(trx, id, { hash, blockNumber })
  const keys = payouts.map(({ key }) => key)
  await giveWay(
    trx,
    payouts.map(({ index }) => Number(index)),
    keys,
  )
  const rewards = new Map((await lockRewardsByKeys(trx, keys)).map((reward) => [reward.key, reward]))
  for (const [position, payout] of payouts.entries()) {
    const reward = rewards.get(payout.key)
    const [chainIndex, amount] = [Number(payout.index), payout.amount.toString()]
    if (!reward) {
      const { key, account } = payout
      await insertFoundPayout(trx, { key, batch_id: id, batch_position: position, chain_index: chainIndex, account, amount })
      continue
    }
    await settleReward(trx, reward, { batchId: id, position, chainIndex })
    await bookSettled(trx, reward, { amount, batchNumber: number, hash, blockNumber })
  }
}
