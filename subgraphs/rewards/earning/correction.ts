import { bookEarned, grant, payOff, touch } from './grant.ts'
import { limitReached, restsUntil } from '../rules/limit.queries.ts'
import { changeReward, dueOf, hasEarned, insertEntry, lockReward, lockUser, rewardsOfSource } from '../reward.queries.ts'
import type { Reward, Trx } from '../tables.ts'
import { rewardKey } from '../rules/worth.ts'

/**
 * There is another word on what was done, and the reward follows it. What is not paid yet becomes less, or more. What was paid too much is
 * owed, and the user's next rewards pay it off. What was paid too little is another reward. The caller has locked the source and its user.
 * `rewards` are all of the source, the first one first.
 */
export async function correct(
  trx: Trx,
  rewards: readonly Reward[],
  { quantity, amount }: { quantity: number; amount: bigint },
): Promise<void> {
  const [first] = rewards
  if (!first) return
  if (first.quantity !== quantity) await changeReward(trx, first.id, { quantity })
  const worth = rewards.reduce((sum, reward) => sum + BigInt(reward.amount), 0n)
  if (amount < worth) await reduce(trx, rewards.toReversed(), worth - amount)
  if (amount > worth) await raise(trx, rewards, amount - worth)
  await payOff(trx, first.user_id)
}

async function reduce(trx: Trx, newestFirst: readonly Reward[], by: bigint): Promise<void> {
  let left = by
  for (const reward of newestFirst) {
    // A refused reward keeps its amount. Otherwise the next word on the source would earn it again.
    if (reward.status === 'REFUSED') continue
    const amount = BigInt(reward.amount)
    const part = least(amount, left)
    if (part === 0n) continue
    left -= part
    const [payout, owed] = [BigInt(reward.payout), BigInt(reward.owed)]
    // A reward in a batch is paid as it is. Of one that waits, only that part can be taken which has not paid something off.
    const unpaid = reward.batch_id === null ? least(payout, part) : 0n
    const rest = { amount: amount - part, payout: payout - unpaid }
    await changeReward(trx, reward.id, {
      amount: rest.amount.toString(),
      payout: rest.payout.toString(),
      ...(wasEarned(reward) && { owed: (owed + part - unpaid).toString() }),
      ...(reward.batch_id === null && { status: statusAfter(reward, rest) }),
    })
    if (wasEarned(reward)) await book(trx, reward, 'REDUCED', part)
    await touch(trx, reward)
  }
}

async function raise(trx: Trx, rewards: readonly Reward[], by: bigint): Promise<void> {
  let left = by
  // First it gives back what an earlier correction took too much.
  for (const reward of rewards) {
    const part = least(BigInt(reward.owed), left)
    if (part === 0n) continue
    left -= part
    await changeReward(trx, reward.id, { amount: plus(reward.amount, part), owed: plus(reward.owed, -part) })
    await book(trx, reward, 'RAISED', part)
    await touch(trx, reward)
  }
  const last = rewards.at(-1)
  if (left === 0n || !last) return
  if (!(await raiseWaiting(trx, last, left))) await another(trx, last, left)
}

/** Adds to a reward that is not on its way yet; false if another one must be made instead. */
async function raiseWaiting(trx: Trx, { id }: Reward, by: bigint): Promise<boolean> {
  const reward = await lockReward(trx, id)
  if (reward.batch_id !== null || reward.status === 'REFUSED' || reward.released_at !== null) return false
  const more = { amount: plus(reward.amount, by), payout: plus(reward.payout, by) }
  if (reward.status === 'HELD') {
    await touch(trx, await changeReward(trx, id, more))
    return true
  }
  const wanted = BigInt(more.amount) - BigInt(reward.granted)
  const of = { userId: reward.user_id, stationId: reward.station_id, rule: reward.rule_name }
  if (wanted > 0n && (await limitReached(trx, of, wanted))) return false
  const granted = wanted > 0n ? more.amount : reward.granted
  const rest = reward.status === 'CANCELLED' ? { rests_until: restsUntil } : {}
  const raised = await changeReward(trx, id, { ...more, granted, status: 'EARNED', ...rest })
  if (await hasEarned(trx, id)) await book(trx, raised, 'RAISED', by)
  else await bookEarned(trx, raised)
  await touch(trx, raised)
  return true
}

/**
 * Makes the ledger ready for a payment that was found on chain, after this database was restored from an older copy. The reward may be held
 * here: it was earned. If it is worth more than was paid, the rest becomes a reward of its own.
 */
export async function agreeWithPayment(trx: Trx, reward: Reward, paid: bigint): Promise<void> {
  if (reward.status === 'HELD')
    await bookEarned(trx, await changeReward(trx, reward.id, { status: 'EARNED', released_at: new Date() }))
  const rest = (await dueOf(trx, reward.id)) - paid
  if (rest <= 0n) return
  await lockUser(trx, reward.user_id)
  await changeReward(trx, reward.id, { amount: plus(reward.amount, -rest) })
  await book(trx, reward, 'REDUCED', rest)
  await another(trx, (await rewardsOfSource(trx, reward)).at(-1) ?? reward, rest)
}

/** The chain pays a reward once, so more money for a source is another reward of it. */
function another(trx: Trx, last: Reward, amount: bigint): Promise<void> {
  const { user_id, rule_id, rule_name, source_type, source_id, station_id, quantity } = last
  const revision = last.revision + 1
  const key = rewardKey(rule_name, source_type, source_id, revision)
  return grant(trx, { user_id, rule_id, rule_name, source_type, source_id, station_id, quantity, revision, key }, amount)
}

const book = (trx: Trx, { id, user_id }: Reward, kind: 'REDUCED' | 'RAISED', amount: bigint) =>
  insertEntry(trx, { reward_id: id, user_id, kind, amount: amount.toString() })

/** The ledger has nothing of a reward that waits for a person. */
const wasEarned = ({ status }: Reward): boolean => status !== 'HELD' && status !== 'REFUSED'

function statusAfter({ status }: Reward, rest: { amount: bigint; payout: bigint }): Reward['status'] {
  if (status === 'REFUSED') return status
  if (rest.amount === 0n) return 'CANCELLED'
  return rest.payout === 0n ? 'WITHHELD' : status
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const plus = (amount: string, more: bigint): string => (BigInt(amount) + more).toString()
