import type { EventCatalogue } from '#lib/events.ts'
import type { Rule } from './rules/rule.queries.ts'
import type { Reward } from './tables.ts'

/** What rewards tells of its rows: when they change, and again to who comes late. */

export const earned = (reward: Reward): EventCatalogue['rewards.reward.earned'] => ({
  rewardId: reward.id,
  userId: reward.user_id,
  rule: reward.rule_name,
  amount: reward.amount,
  sourceId: reward.source_id,
})

/** What of a payment the others are told. */
interface Payment {
  batchNumber: number
  hash: string
  blockNumber: number
  /** In base units. */
  amount: string
}

export const settled = (
  { id, user_id }: Pick<Reward, 'id' | 'user_id'>,
  { batchNumber, hash, blockNumber, amount }: Payment,
): EventCatalogue['rewards.reward.settled'] => ({
  rewardId: id,
  userId: user_id,
  batchNumber,
  transactionHash: hash,
  blockNumber,
  amount,
})

/** A version that is published. It holds from its beginning, and not before it was published. */
export const published = (rule: Rule): EventCatalogue['rewards.rule.published'] => ({
  ruleId: rule.id,
  rule: rule.name,
  version: rule.version,
  ...rule.data,
  holdsFrom: new Date(Math.max(rule.valid_from.getTime(), rule.published_at?.getTime() ?? 0)).toISOString(),
})
