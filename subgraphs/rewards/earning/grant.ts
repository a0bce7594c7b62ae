import { emit } from '#db/outbox.ts'
import { newId } from '#lib/id.ts'
import { limitReached, restsUntil } from '../rules/limit.queries.ts'
import { changeReward, insertEntry, insertReward, lockOwed, lockWaiting } from '../reward.queries.ts'
import type { Reward, Trx } from '../tables.ts'
import { earned } from '../told.ts'

/** What a new reward is for. */
type NewReward = Pick<
  Reward,
  'user_id' | 'rule_id' | 'rule_name' | 'source_type' | 'source_id' | 'station_id' | 'revision' | 'quantity' | 'key'
> &
  Partial<Pick<Reward, 'campaign_id' | 'bonus_granted'>>

/**
 * Makes a new reward. If it would pass a limit of the day or its rule's budget, it is held for a person, and nothing is earned yet. The caller has locked its
 * source and its user.
 */
export async function grant(trx: Trx, what: NewReward, amount: bigint): Promise<void> {
  const reason = await limitReached(trx, { userId: what.user_id, stationId: what.station_id, rule: what.rule_name }, amount)
  const worth = amount.toString()
  const reward = await insertReward(trx, {
    ...what,
    id: newId(),
    amount: worth,
    payout: worth,
    granted: reason ? '0' : worth,
    status: reason ? 'HELD' : 'EARNED',
    held_reason: reason,
    rests_until: restsUntil,
    released_at: null,
    batch_id: null,
    batch_position: null,
    earned_at: new Date(),
    settled_at: null,
  })
  if (!reward) throw new Error(`A reward with the key ${what.key} came in between.`)
  if (reason) await touch(trx, reward)
  else await bookEarned(trx, reward)
}

/** Writes the ledger's line and the event of an earned reward. Pays off with it what the user owes of earlier rewards. */
export async function bookEarned(trx: Trx, reward: Reward): Promise<void> {
  const { id, user_id, amount } = reward
  await insertEntry(trx, { reward_id: id, user_id, kind: 'EARNED', amount })
  await emit(trx, 'rewards.reward.earned', id, earned(reward))
  await payOff(trx, user_id)
}

/** Pays off what a user was paid too much, with rewards that wait for a batch. The caller has locked the user. */
export async function payOff(trx: Trx, userId: string): Promise<void> {
  const debts = await lockOwed(trx, userId)
  if (debts.length === 0) return
  const waiting = await lockWaiting(trx, userId)
  for (const debt of debts) {
    let owed = BigInt(debt.owed)
    for (const reward of waiting) {
      const left = BigInt(reward.payout)
      const part = left < owed ? left : owed
      if (part === 0n) continue
      owed -= part
      reward.payout = (left - part).toString()
      await changeReward(trx, reward.id, { payout: reward.payout, status: left === part ? 'WITHHELD' : 'EARNED' })
      await changeReward(trx, debt.id, { owed: owed.toString() })
      const entry = { user_id: userId, amount: part.toString() }
      await insertEntry(trx, { ...entry, reward_id: reward.id, kind: 'WITHHELD', counter_reward_id: debt.id })
      await insertEntry(trx, { ...entry, reward_id: debt.id, kind: 'REPAID', counter_reward_id: reward.id })
      await touch(trx, reward)
    }
  }
}

/** Says that a reward has changed. */
export const touch = (trx: Trx, { id, user_id }: Pick<Reward, 'id' | 'user_id'>): Promise<void> =>
  emit(trx, 'rewards.reward.updated', id, { rewardId: id, userId: user_id })
