import { keccak256 } from 'ethers'
import { newId } from '#lib/id.ts'
import { gauge } from '#lib/metrics.ts'
import { packBatch, type Payout } from '../../../contracts/batch.ts'
import { batchForbidden } from '../chains/chain.queries.ts'
import { insertBatch, putInBatch, waitingRewards } from './batch.queries.ts'
import { settleFound } from './batch.ts'
import { checkNonces } from './nonce.ts'
import { agree, reconcile } from './reconcile.ts'
import { send } from './sending.ts'
import { LeaseLost, signerOf, withLease, type Settlement } from './settlement.ts'
import { dropImpossibleLease, insertTransaction, takeLease } from './transaction.queries.ts'

/** One transaction may use 2^24 gas (EIP-7825), and not every node says so before it drops it. */
export const GAS_CAP = 2 ** 24
const GAS = { base: 160_000, reward: 27_000, word: 25_000 }

const waitingRewardsGauge = gauge('evergraph_rewards_waiting', 'Rewards that wait for a batch, up to the size of one.', ['chain'])

/**
 * One round of the settlement: looks at everything that was signed, compares the ledger with the chain, and sends the next batch when the
 * line is clear. Any number of workers may run it at any time, and any of them may die at any point. `idle`: nothing to do. `busy`: come
 * back soon. `elsewhere`: another worker has the signing key.
 */
export async function settleOnce(settlement: Settlement): Promise<'idle' | 'busy' | 'elsewhere'> {
  if (!(await holdSigner(settlement))) return 'elsewhere'
  try {
    if (!(await checkNonces(settlement))) return 'busy'
    return (await sendNextBatch(settlement)) ? 'busy' : 'idle'
  } catch (error) {
    if (error instanceof LeaseLost) return 'elsewhere'
    throw error
  }
}

/** Takes or renews the lease of the signing key, even from a holder whose lease can never end. */
export async function holdSigner(settlement: Settlement): Promise<boolean> {
  const { db, settings, holder, log } = settlement
  const signer = signerOf(settlement)
  const take = () => takeLease(db, signer, holder, settings.leaseMs)
  if (await take()) return true
  const impossible = await dropImpossibleLease(db, signer, settings.leaseMs)
  if (!impossible) return false
  log.warn(impossible, 'the lease of the signing key ends impossibly late: the clock was set back; it is taken over')
  return take()
}

async function sendNextBatch(settlement: Settlement): Promise<boolean> {
  const { db, chain, log, settings } = settlement
  const { batchNumber, remainingBudget, rewardMaximum } = await chain.distributorState()
  if (!(await agree(settlement, batchNumber))) return false
  await settleFound(settlement)
  // The database forbids it too. Here it is only said in words, before the chain is asked for anything.
  const forbidden = await batchForbidden(db, chain.id)
  if (forbidden !== null) return false
  const waiting = await waitingRewards(db, chain.id, rewardMaximum.toString(), settings.batchSize)
  waitingRewardsGauge.set({ chain: chain.name }, waiting.length)
  const { rewards, gasLimit, overBudget } = fitting(waiting, remainingBudget)
  if (overBudget > 0) log.warn({ waiting: overBudget }, "the week's budget is used up; rewards wait")
  if (rewards.length === 0) return false

  const payouts: Payout[] = rewards.map(({ chain_index, address, amount, key }) => ({
    index: BigInt(chain_index),
    account: address,
    amount: BigInt(amount),
    key,
  }))
  const packed = packBatch(payouts)
  const number = batchNumber + 1
  const data = chain.encodeBatch(number, packed)
  const refusal = await chain.refusal(data)
  if (refusal !== null) {
    log.warn({ refusal, batchNumber: number }, 'the contract would refuse the batch; it is not sent')
    // Chain and ledger differ somewhere: compare all of it again.
    if (refusal === 'AlreadyPaid' || refusal === 'WrongBatchNumber') await reconcile(settlement, { whole: true })
    return false
  }
  const fees = await chain.fees()
  if (fees.maxFeeWei > settings.maxFeeWei) {
    log.warn({ wanted: fees.maxFeeWei.toString() }, 'gas costs more than the ceiling; rewards wait')
    return false
  }
  const { least: nonce, most } = await chain.nonce('latest')
  // One node is behind. A nonce that is used already would be lost.
  if (nonce !== most) return false
  const signed = await chain.sign({ nonce, to: chain.distributor, data, gasLimit, ...fees })

  // Stored before it is sent. Whatever happens now, the same bytes go out again, and no others.
  const stored = await withLease(settlement, async (trx) => {
    const id = newId()
    const total = payouts.reduce((sum, { amount }) => sum + amount, 0n).toString()
    const unmined = { status: 'OPEN' as const, transaction_hash: null, block_number: null, mined_at: null }
    await insertBatch(trx, {
      id,
      number,
      chain_id: chain.id,
      distributor: chain.distributor,
      keys_hash: keccak256(packed.keys),
      total,
      count: rewards.length,
      ...unmined,
    })
    for (const [position, reward] of rewards.entries()) {
      if (!(await putInBatch(trx, reward, id, position)))
        throw new Error(`Reward ${reward.id} is in another batch or was corrected by now.`)
    }
    return insertTransaction(trx, {
      ...signerOf(settlement),
      id: newId(),
      nonce,
      attempt: 0,
      kind: 'BATCH',
      batch_id: id,
      raw: signed.raw,
      hash: signed.hash,
      max_fee_wei: fees.maxFeeWei.toString(),
      max_tip_wei: fees.maxTipWei.toString(),
      gas_limit: gasLimit,
      broadcast_at: null,
    })
  })
  await send(settlement, stored)
  return true
}

/** As many rewards, in their order, as fit into the week's budget and one transaction's gas. */
export function fitting<R extends { amount: string; chain_index: number }>(waiting: readonly R[], budget: bigint) {
  const rewards: R[] = []
  const words = new Set<number>()
  let [left, gasLimit, overBudget] = [budget, GAS.base, 0]
  for (const reward of waiting) {
    const word = Math.floor(reward.chain_index / 256)
    const gas = gasLimit + GAS.reward + (words.has(word) ? 0 : GAS.word)
    if (BigInt(reward.amount) > left) overBudget++
    else if (gas <= GAS_CAP) {
      rewards.push(reward)
      words.add(word)
      gasLimit = gas
      left -= BigInt(reward.amount)
    }
  }
  return { rewards, gasLimit, overBudget }
}
