import type { EventEnvelope } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { tell } from './tell.ts'

export async function tellEarned(trx: Trx, event: EventEnvelope<'rewards.reward.earned'>): Promise<void> {
  const { rewardId, userId, amount } = event.data
  await tell(trx, event, 'REWARD_EARNED', { userId, cause: rewardId, params: { amountUnits: amount }, link: '/rewards' })
}

/** Tells that a reward is paid. */
export async function tellSettled(trx: Trx, event: EventEnvelope<'rewards.reward.settled'>): Promise<void> {
  const { rewardId, userId, amount = null } = event.data
  await tell(trx, event, 'REWARD_SETTLED', { userId, cause: rewardId, params: { amountUnits: amount }, link: '/rewards' })
}
