import { keccak256, toUtf8Bytes } from 'ethers'
import { validate } from 'uuid'
import { emit } from '#db/outbox.ts'
import { hasRole, type Caller } from '#lib/auth.ts'
import { badInput } from '#lib/errors.ts'
import type { DeedTask, EventEnvelope } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { keysetPage, type KeysetKey, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { entriesOf, insertEntry, insertReward, lockDeed, listRewardsOf } from './reward.queries.ts'
import { findRuleAt } from './rule.queries.ts'
import type { LedgerEntry, Reward, RuleData, RuleName, SourceType, Trx } from './tables.ts'

/** Bytes of a reward's key, as the contract has them. */
const KEY_BYTES = 16

/**
 * The reward of a charging session that has ended: once a session, for who charged, by the rule that held at its end. Nothing
 * for a session without a user, without energy, or whose bill waits for a person.
 */
export async function rewardSession(trx: Trx, { data }: EventEnvelope<'charging.session.completed'>): Promise<void> {
  const { sessionId, userId, energyWh, held } = data
  if (held || userId === null) return
  await earn(trx, {
    userId,
    rule: 'charging.energy',
    at: new Date(data.endedAt),
    sourceType: 'CHARGING_SESSION',
    sourceId: sessionId,
    quantity: energyWh,
  })
}

/** The reward of the kilometres that an approved reading adds to the one before: once a reading, by the rule of its approval. */
export const rewardReading = (trx: Trx, { data }: EventEnvelope<'odometer.reading.approved'>): Promise<void> =>
  earn(trx, {
    userId: data.userId,
    rule: 'odometer.distance',
    at: new Date(data.approvedAt),
    sourceType: 'ODOMETER_READING',
    sourceId: data.readingId,
    quantity: data.distanceM,
  })

/** The reward of an approved deed, by the rule of its task when it was approved. */
export const rewardDeed = (trx: Trx, { data }: EventEnvelope<'community.deed.approved'>): Promise<void> =>
  earn(trx, {
    userId: data.userId,
    rule: RULE_OF_TASK[data.task],
    at: new Date(data.approvedAt),
    sourceType: 'COMMUNITY_DEED',
    sourceId: data.submissionId,
    quantity: 1,
  })

const RULE_OF_TASK = {
  TREE_PLANTING: 'community.tree-planting',
  LITTER_CLEAN_UP: 'community.litter-clean-up',
  RECYCLING: 'community.recycling',
  CYCLING: 'community.cycling',
  PUBLIC_TRANSPORT: 'community.public-transport',
  EV_CHARGING: 'community.ev-charging',
} as const satisfies Record<DeedTask, RuleName>

interface Deed {
  userId: string
  rule: RuleName
  /** The rule's version that held then decides. */
  at: Date
  sourceType: SourceType
  sourceId: string
  /** In the rule's unit. */
  quantity: number
}

async function earn(trx: Trx, { userId, rule: name, at, sourceType, sourceId, quantity }: Deed): Promise<void> {
  if (quantity <= 0) return
  const rule = await findRuleAt(trx, name, at)
  const amount = rule ? amountFor(quantity, rule.data) : 0n
  if (!rule || amount === 0n) return
  const key = rewardKey(rule.name, sourceType, sourceId)
  await lockDeed(trx, key)
  const reward = await insertReward(trx, {
    id: newId(),
    user_id: userId,
    rule_id: rule.id,
    rule_name: rule.name,
    source_type: sourceType,
    source_id: sourceId,
    key,
    quantity,
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
    sourceId,
  })
}

/** What so much earns, in base units: whole units of the rule only in proportion, at most the rule's maximum. */
export function amountFor(quantity: number, { per, amount, maximum }: RuleData): bigint {
  const earned = (BigInt(quantity) * BigInt(amount)) / BigInt(per)
  return earned < BigInt(maximum) ? earned : BigInt(maximum)
}

/** What a reward is called on chain: 16 bytes that follow from its rule and source alone, and tell a stranger nothing of them. */
export const rewardKey = (rule: string, sourceType: SourceType, sourceId: string): string =>
  keccak256(toUtf8Bytes(`${rule}|${sourceType}|${sourceId}`)).slice(0, 2 + 2 * KEY_BYTES)

/** Rewards are for the one who has earned them, and for admins. */
export const mayRead = (caller: Caller, userId: string): boolean =>
  (caller.kind === 'user' && caller.userId === userId) || hasRole(caller, 'ADMIN')

/** A reward; null when there is none, and for those who may not see it. */
export async function rewardById({ caller, loaders }: Context, id: string): Promise<Reward | null> {
  const row = await loaders.reward.load(id)
  return row && mayRead(caller, row.user_id) ? row : null
}

/** What a charging session, a reading or a deed has earned; null when nothing, and for those who may not see it. */
export async function rewardOf({ caller, loaders }: Context, type: SourceType, sourceId: string): Promise<Reward | null> {
  const row = await loaders.rewardOf[type].load(sourceId)
  return row && mayRead(caller, row.user_id) ? row : null
}

/** What the ledger says of a reward that the caller may see, in order. */
export const ledgerOf = ({ db }: Context, { id }: Reward): Promise<LedgerEntry[]> => entriesOf(db, id)

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
