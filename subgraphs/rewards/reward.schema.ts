import { entity } from '#lib/graph.ts'
import { builder } from './builder.ts'
import { ChainRef } from './chains/chain.schema.ts'
import { chainOfReward } from './chains/chain.service.ts'
import { DeedRef, ReadingRef, SessionRef, UserRef } from './reference.schema.ts'
import { rewardById, watchRewards } from './reward.service.ts'
import { RuleRef } from './rules/rule.schema.ts'
import { CampaignRef } from './rules/campaign.schema.ts'
import type { Reward, SourceType } from './tables.ts'

const StatusRef = builder.enumType('RewardStatus', {
  description: 'How far a reward is on its way to the chain.',
  values: {
    HELD: { description: 'It would pass a limit of the day, or the budget of its rule: an admin decides. Nothing is earned yet.' },
    REFUSED: { description: 'An admin has refused it.' },
    EARNED: { description: 'Earned; it rests until `restsUntil` and then waits for the next batch.' },
    BATCHED: { description: 'In a batch whose transaction is signed and stored.' },
    SUBMITTED: { description: 'Its transaction has been sent to the chain.' },
    SETTLED: { description: 'Paid: its transaction is in a block.' },
    CANCELLED: { description: 'A correction left nothing of it before it was paid.' },
    WITHHELD: { description: 'All of it pays off what an earlier reward was paid too much. Nothing goes to the chain.' },
  } as const,
})

const ScopeRef = builder.enumType('RewardLimitScope', {
  description: 'A limit of what is earned.',
  values: {
    USER: { description: 'What one user may earn in a day.' },
    STATION: { description: 'What charging at one station may earn in a day.' },
    RULE: { description: 'The budget of its rule: what it may give in a day, week or month.' },
    ALL: { description: 'What all users together may earn in a day.' },
  } as const,
})

export const RewardRef = builder.objectRef<Reward>('Reward')

RewardRef.implement({
  description: 'Tokens for what somebody did. Its owner and admins see it.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the reward.' }),
    amount: t.expose('amount', { type: 'TokenAmount', description: 'What it is worth, after all corrections of what was done.' }),
    payout: t.expose('payout', {
      type: 'TokenAmount',
      description: 'What of it goes, or went, to the chain: less than `amount` where it pays off an earlier reward.',
    }),
    owed: t.expose('owed', {
      type: 'TokenAmount',
      description: 'What was paid for it above its worth, after a correction; the next rewards pay it off.',
    }),
    revision: t.exposeInt('revision', {
      description: '0; more for what a correction added after the reward was paid, each as a reward of its own.',
    }),
    heldReason: t.expose('held_reason', {
      type: ScopeRef,
      nullable: true,
      description: 'The limit it would have passed; null where it never did.',
    }),
    restsUntil: t.expose('rests_until', {
      type: 'DateTime',
      description: 'It is paid after this, so that corrections come first.',
    }),
    rule: t.field({
      type: RuleRef,
      description: 'The rule it was earned by, in the version that held.',
      resolve: async ({ rule_id }, _args, { loaders }) => {
        const rule = await loaders.rule.load(rule_id)
        if (!rule) throw new Error(`The rule ${rule_id} is gone.`)
        return rule
      },
    }),
    campaign: t.field({
      type: CampaignRef,
      nullable: true,
      description: 'The campaign that added to it; null where none did. `amount` has what it added.',
      resolve: ({ campaign_id }, _args, { loaders }) => (campaign_id === null ? null : loaders.campaign.load(campaign_id)),
    }),
    status: t.expose('status', { type: StatusRef, description: 'How far it is.' }),
    session: t.field({
      type: SessionRef,
      nullable: true,
      description: 'The charging session it is for; null where it is for something else.',
      resolve: (reward) => sourceOf(reward, 'CHARGING_SESSION'),
    }),
    reading: t.field({
      type: ReadingRef,
      nullable: true,
      description: 'The odometer reading it is for; null where it is for something else.',
      resolve: (reward) => sourceOf(reward, 'ODOMETER_READING'),
    }),
    deed: t.field({
      type: DeedRef,
      nullable: true,
      description: 'The eco-deed it is for; null where it is for something else.',
      resolve: (reward) => sourceOf(reward, 'COMMUNITY_DEED'),
    }),
    quantity: t.exposeInt('quantity', { description: 'How much was done, in the unit of the rule: Wh, metres or deeds.' }),
    user: t.field({ type: UserRef, description: 'Who has earned it.', resolve: ({ user_id }) => ({ id: user_id }) }),
    chain: t.field({
      type: ChainRef,
      description: 'The chain on which it is, or will be, paid.',
      resolve: ({ chain_id }, _args, ctx) => chainOfReward(ctx, chain_id),
    }),
    chainIndex: t.string({
      description: 'Its index in the distributor contract of its chain: `isPaid(index)` tells whether it is paid.',
      resolve: ({ chain_index }) => String(chain_index),
    }),
    key: t.exposeString('key', {
      description:
        'What its payment is called on chain, 16 bytes in hex: it follows from rule and source alone, and tells nothing of them.',
    }),
    batchNumber: t.int({
      nullable: true,
      description: 'Number of the batch it is paid in; null before it is in one.',
      resolve: async (reward, _args, { loaders }) => (await batchOf(reward, loaders))?.number ?? null,
    }),
    batchIndex: t.exposeInt('batch_position', {
      nullable: true,
      description: 'Its place in that batch, from 0; null before it is in one.',
    }),
    transactionHash: t.string({
      nullable: true,
      description: 'Hash of the transaction that paid it; null before it is settled.',
      resolve: async (reward, _args, { loaders }) => (await batchOf(reward, loaders))?.transaction_hash ?? null,
    }),
    blockNumber: t.int({
      nullable: true,
      description: 'Number of the block that paid it; null before it is settled.',
      resolve: async (reward, _args, { loaders }) => (await batchOf(reward, loaders))?.block_number ?? null,
    }),
    earnedAt: t.expose('earned_at', { type: 'DateTime', description: 'When it was earned.' }),
    settledAt: t.expose('settled_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was settled; null before.',
    }),
  }),
})
entity(builder, RewardRef, (id, ctx) => rewardById(ctx, id))

builder.queryField('reward', (t) =>
  t.field({
    type: RewardRef,
    nullable: true,
    description: 'A reward of yours; null when there is none with this id. Admins find any.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the reward.' }) },
    resolve: (_root, { id }, ctx) => rewardById(ctx, id),
  }),
)

builder.subscriptionField('rewardEarned', (t) =>
  t.field({
    type: RewardRef,
    description:
      'Your rewards on their way to the chain and the newest that settled within ten minutes (ten at most), the oldest first; then each when it is earned and again when it is settled. So a stream that broke and is opened again has missed nothing.',
    subscribe: (_root, _args, ctx) => watchRewards(ctx),
    resolve: (reward) => reward,
  }),
)

const sourceOf = ({ source_type, source_id }: Reward, type: SourceType) => (source_type === type ? { id: source_id } : null)

const batchOf = (reward: Reward, loaders: { batch: { load(id: string): Promise<Batch | null> } }) =>
  reward.batch_id === null ? null : loaders.batch.load(reward.batch_id)
type Batch = { number: number; transaction_hash: string | null; block_number: number | null }
