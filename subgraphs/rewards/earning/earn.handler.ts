import type { DeedTask, EventEnvelope } from '#lib/events.ts'
import { correct } from './correction.ts'
import { grant } from './grant.ts'
import { changeReward, isGuest, lockSource, lockUser, rewardsOfSource } from '../reward.queries.ts'
import { bonusFor, least } from '../rules/bonus.ts'
import { campaignRoom, findCampaign, findCampaignAt } from '../rules/campaign.queries.ts'
import { findRule, findRuleAt } from '../rules/rule.queries.ts'
import type { Reward, RuleName, SourceType, Trx } from '../tables.ts'
import { amountFor, rewardKey } from '../rules/worth.ts'

/**
 * The reward of an ended charging session, once for a session, for its user, by the rule that held at its end. There is none without a
 * user, without energy, or while the bill is held. If the session is told again, its reward is corrected.
 */
export async function rewardSession(trx: Trx, { data }: EventEnvelope<'charging.session.completed'>): Promise<void> {
  const { sessionId, userId, stationId, energyWh, held } = data
  await earn(trx, {
    userId,
    rule: 'charging.energy',
    at: new Date(data.endedAt),
    sourceType: 'CHARGING_SESSION',
    sourceId: sessionId,
    stationId,
    quantity: held ? 0 : energyWh,
  })
}

/**
 * The reward of the kilometres that an approved reading adds to the one before. Once for a reading, by the rule that held at its approval.
 */
export const rewardReading = (trx: Trx, { data }: EventEnvelope<'odometer.reading.approved'>): Promise<void> =>
  earn(trx, {
    userId: data.userId,
    rule: 'odometer.distance',
    at: new Date(data.approvedAt),
    sourceType: 'ODOMETER_READING',
    sourceId: data.readingId,
    stationId: null,
    quantity: data.distanceM,
  })

/** The reward of an approved deed, by its task's rule that held at its approval. */
export const rewardDeed = (trx: Trx, { data }: EventEnvelope<'deeds.deed.approved'>): Promise<void> =>
  earn(trx, {
    userId: data.userId,
    rule: RULE_OF_TASK[data.task],
    at: new Date(data.approvedAt),
    sourceType: 'COMMUNITY_DEED',
    sourceId: data.submissionId,
    stationId: null,
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

/** What somebody did, whichever box says so. */
interface Fact {
  /** Null while it belongs to nobody. */
  userId: string | null
  rule: RuleName
  /** The rule's version of this moment decides. */
  at: Date
  sourceType: SourceType
  sourceId: string
  /** Where it was charged; null where nothing was charged. */
  stationId: string | null
  /** In the rule's unit. */
  quantity: number
}

async function earn(trx: Trx, fact: Fact): Promise<void> {
  const { userId, rule: name, at, sourceType, sourceId, stationId, quantity } = fact
  const key = rewardKey(name, sourceType, sourceId)
  await lockSource(trx, key)
  const before = await rewardsOfSource(trx, { rule_name: name, source_type: sourceType, source_id: sourceId })
  const [first] = before
  if (first) {
    // By the version by which it was earned: a correction of what was done does not change the rule.
    const rule = await findRule(trx, first.rule_id)
    if (!rule) throw new Error(`The rule ${first.rule_id} is gone.`)
    await lockUser(trx, first.user_id)
    const worth = quantity > 0 ? amountFor(quantity, rule.data) : 0n
    return correct(trx, before, { quantity, amount: worth + (await bonusAgain(trx, first, worth)) })
  }
  if (userId === null || quantity <= 0 || (await isGuest(trx, userId))) return
  const rule = await findRuleAt(trx, name, at)
  const amount = rule ? amountFor(quantity, rule.data) : 0n
  if (!rule || amount === 0n) return
  await lockUser(trx, userId)
  const source = { source_type: sourceType, source_id: sourceId, station_id: stationId, revision: 0 }
  const { campaignId, bonus } = await bonusOf(trx, { rule: name, at, userId, amount })
  const added = { campaign_id: campaignId, bonus_granted: bonus.toString() }
  await grant(trx, { ...source, ...added, user_id: userId, rule_id: rule.id, rule_name: name, quantity, key }, amount + bonus)
}

/** What a campaign adds to what is earned, within its budget. */
async function bonusOf(trx: Trx, { rule, at, userId, amount }: { rule: RuleName; at: Date; userId: string; amount: bigint }) {
  const campaign = await findCampaignAt(trx, rule, at)
  if (!campaign) return { campaignId: null, bonus: 0n }
  const bonus = least(bonusFor(amount, campaign.factor_permille), await campaignRoom(trx, campaign.id, userId))
  return { campaignId: campaign.id, bonus }
}

/** What its campaign adds to a reward that is worth something else now. What it never had is drawn from the budget, as far as that goes. */
async function bonusAgain(trx: Trx, { id, user_id, campaign_id, bonus_granted }: Reward, amount: bigint): Promise<bigint> {
  const campaign = campaign_id === null ? undefined : await findCampaign(trx, campaign_id)
  if (!campaign) return 0n
  const [bonus, had] = [bonusFor(amount, campaign.factor_permille), BigInt(bonus_granted)]
  if (bonus <= had) return bonus
  const granted = had + least(bonus - had, await campaignRoom(trx, campaign.id, user_id))
  if (granted > had) await changeReward(trx, id, { bonus_granted: granted.toString() })
  return granted
}
