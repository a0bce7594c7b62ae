import { keccak256, toUtf8Bytes } from 'ethers'
import { validate } from 'uuid'
import { emit } from '#db/outbox.ts'
import { hasRole, type Caller } from '#lib/auth.ts'
import { badInput } from '#lib/errors.ts'
import type { EventEnvelope } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { keysetPage, type KeysetKey, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { insertEntry, insertReward, lockDeed, listRewardsOf } from './reward.queries.ts'
import { findRuleAt } from './rule.queries.ts'
import type { Reward, RuleData, Trx } from './tables.ts'

/** Bytes of a reward's key, as the contract has them. */
const KEY_BYTES = 16

/**
 * The reward of a charging session that has ended: once a session, for who charged, by the rule that held at its end. Nothing
 * for a session without a user, without energy, or whose bill waits for a person.
 */
export async function rewardSession(trx: Trx, { data }: EventEnvelope<'charging.session.completed'>): Promise<void> {
  const { sessionId, userId, energyWh, held } = data
  if (held || userId === null || energyWh <= 0) return
  const rule = await findRuleAt(trx, 'charging.energy', new Date(data.endedAt))
  const amount = rule ? amountFor(energyWh, rule.data) : 0n
  if (!rule || amount === 0n) return
  const key = rewardKey(rule.name, 'CHARGING_SESSION', sessionId)
  await lockDeed(trx, key)
  const reward = await insertReward(trx, {
    id: newId(),
    user_id: userId,
    rule_id: rule.id,
    rule_name: rule.name,
    source_type: 'CHARGING_SESSION',
    source_id: sessionId,
    key,
    energy_wh: energyWh,
    amount: amount.toString(),
    batch_id: null,
    batch_position: null,
    earned_at: new Date(),
    settled_at: null,
  })
  if (!reward) return
  await insertEntry(trx, { reward_id: reward.id, user_id: userId, kind: 'EARNED', amount: reward.amount, transaction_hash: null })
  await emit(trx, 'rewards.reward.earned', reward.id, {
    rewardId: reward.id,
    userId,
    rule: rule.name,
    amount: reward.amount,
    sourceId: sessionId,
  })
}

/** What so much energy earns, in base units: whole units of the rule only in proportion, at most the rule's maximum. */
export function amountFor(energyWh: number, { perWh, amount, maximum }: RuleData): bigint {
  const earned = (BigInt(energyWh) * BigInt(amount)) / BigInt(perWh)
  return earned < BigInt(maximum) ? earned : BigInt(maximum)
}

/** What a reward is called on chain: 16 bytes that follow from its rule and source alone, and tell a stranger nothing of them. */
export const rewardKey = (rule: string, sourceType: Reward['source_type'], sourceId: string): string =>
  keccak256(toUtf8Bytes(`${rule}|${sourceType}|${sourceId}`)).slice(0, 2 + 2 * KEY_BYTES)

/** Rewards are for the one who has earned them, and for admins. */
export const mayRead = (caller: Caller, userId: string): boolean =>
  (caller.kind === 'user' && caller.userId === userId) || hasRole(caller, 'ADMIN')

/** A reward; null when there is none, and for those who may not see it. */
export async function rewardById({ caller, loaders }: Context, id: string): Promise<Reward | null> {
  const row = await loaders.reward.load(id)
  return row && mayRead(caller, row.user_id) ? row : null
}

/** What a charging session has earned; null when nothing, and for those who may not see it. */
export async function rewardOfSession({ caller, loaders }: Context, sessionId: string): Promise<Reward | null> {
  const row = await loaders.rewardOfSession.load(sessionId)
  return row && mayRead(caller, row.user_id) ? row : null
}

export interface Balance {
  earned: string
  settled: string
  pending: string
}

/** A user's balance in base units by the ledger; null for those who may not see it. */
export async function balanceOf({ caller, loaders }: Context, userId: string): Promise<Balance | null> {
  if (!mayRead(caller, userId)) return null
  const { earned, settled } = (await loaders.balance.load(userId)) ?? { earned: '0', settled: '0' }
  const pending = BigInt(earned) - BigInt(settled)
  return { earned, settled, pending: (pending > 0n ? pending : 0n).toString() }
}

/** Where a user's tokens are paid to; null while they have no address, and for those who may not see it. */
export async function payoutAddressOf({ caller, loaders }: Context, userId: string): Promise<string | null> {
  if (!mayRead(caller, userId)) return null
  return (await loaders.wallet.load(userId))?.address ?? null
}

/** A user's rewards, the newest first; null for those who may not see them. */
export async function rewardsOf({ db, caller }: Context, userId: string, args: PageArgs): Promise<Page<Reward> | null> {
  if (!mayRead(caller, userId)) return null
  return keysetPage({
    args,
    fetch: ({ past, until, forward, limit }) => {
      const [from, to] = forward ? (['after', 'before'] as const) : (['before', 'after'] as const)
      return listRewardsOf(db, userId, { past: idIn(past, from), until: idIn(until, to), forward, limit })
    },
    key: (row) => [row.id],
  })
}

function idIn(key: KeysetKey | null, argument: string): string | null {
  if (key === null) return null
  if (key.length === 1 && validate(key[0])) return String(key[0])
  throw badInput([argument], 'This is not a cursor of this list.')
}
