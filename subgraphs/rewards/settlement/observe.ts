import { batchForbidden, changeChain, saveFault } from '../chains/chain.queries.ts'
import type { Settlement } from './settlement.ts'

/**
 * Notes what the chain looks like, for people and for `/ready`: nobody who asks the graph makes us ask the chain. And what keeps rewards
 * from being paid there.
 */
export async function observe({ db, chain, settings }: Settlement): Promise<void> {
  const [head, final, fees, { remainingBudget, rewardMaximum, paused }] = await Promise.all([
    chain.head(),
    chain.finalizedNumber(),
    chain.fees(),
    chain.distributorState(),
  ])
  await changeChain(db, chain.id, {
    head_block: head,
    final_block: final,
    max_fee_wei: fees.maxFeeWei.toString(),
    remaining_budget: remainingBudget.toString(),
    reward_maximum: rewardMaximum.toString(),
    contract_paused: paused,
    seen_at: new Date(),
  })
  const forbidden = await batchForbidden(db, chain.id)
  const failing = chain.failing()
  await saveFault(
    db,
    chain.id,
    forbidden?.startsWith('UNCOMPARED')
      ? `It waits until the ledger has been compared with ${forbidden.slice('UNCOMPARED '.length)}.`
      : paused
        ? 'The contract is paused.'
        : fees.maxFeeWei > settings.maxFeeWei
          ? 'Gas costs more than the ceiling.'
          : remainingBudget === 0n
            ? "The contract's budget of this week is used up."
            : failing.length > 0
              ? `Nodes do not answer: ${failing.join(', ')}.`
              : null,
  )
}
