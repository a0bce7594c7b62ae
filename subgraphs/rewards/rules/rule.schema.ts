import { z } from 'zod'
import { builder } from '../builder.ts'
import { unitOf } from './worth.ts'
import type { Rule } from './rule.queries.ts'
import { allRules, draftRule, publishRule } from './rule.service.ts'

export const NameRef = builder.enumType('RewardRuleName', {
  description: 'What is rewarded.',
  values: {
    CHARGING_ENERGY: { value: 'charging.energy', description: 'Energy charged in a session, by the Wh.' },
    ODOMETER_DISTANCE: { value: 'odometer.distance', description: 'Distance between two approved readings, by the metre.' },
    TREE_PLANTING: { value: 'community.tree-planting', description: 'An approved deed: planting a tree.' },
    LITTER_CLEAN_UP: { value: 'community.litter-clean-up', description: 'An approved deed: clearing litter.' },
    RECYCLING: { value: 'community.recycling', description: 'An approved deed: recycling.' },
    CYCLING: { value: 'community.cycling', description: 'An approved deed: going by bicycle.' },
    PUBLIC_TRANSPORT: { value: 'community.public-transport', description: 'An approved deed: going by bus, tram or train.' },
    EV_CHARGING: { value: 'community.ev-charging', description: 'An approved deed: charging an electric vehicle.' },
  } as const,
})

const UnitRef = builder.enumType('RewardUnit', {
  description: 'What a rule counts.',
  values: {
    WH: { description: 'Energy in watt-hours.' },
    METRE: { description: 'Distance in metres.' },
    DEED: { description: 'Deeds.' },
  } as const,
})

export const PeriodRef = builder.enumType('RewardBudgetPeriod', {
  description: 'The time that a budget is for, in UTC.',
  values: {
    DAY: { description: 'A day.' },
    WEEK: { description: 'A week from Monday.' },
    MONTH: { description: 'A calendar month.' },
  } as const,
})

export const RuleRef = builder.objectRef<Rule>('RewardRule').implement({
  description:
    'What earns how much, in one version. It never changes. It holds when another person than its maker has published it, and what was earned by it stays explained by it.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of this version.' }),
    name: t.expose('name', { type: NameRef, description: 'What is rewarded.' }),
    version: t.exposeInt('version', { description: 'Number of the version, from 1.' }),
    validFrom: t.expose('valid_from', {
      type: 'DateTime',
      description: 'What happens from then on is rewarded by it, if it is published by then, until a newer version holds.',
    }),
    unit: t.field({ type: UnitRef, description: 'What is counted.', resolve: ({ name }) => unitOf(name) }),
    per: t.int({ description: 'So many units earn `amount`; less or more in proportion.', resolve: ({ data }) => data.per }),
    amount: t.field({ type: 'TokenAmount', description: 'What that many units earn.', resolve: ({ data }) => data.amount }),
    maximum: t.field({ type: 'TokenAmount', description: 'The most for one reward.', resolve: ({ data }) => data.maximum }),
    budget: t.expose('budget', {
      type: 'TokenAmount',
      description: 'What the rule may give all users in each period. What would pass it is held for an admin.',
    }),
    period: t.expose('period', { type: PeriodRef, description: 'What the budget is for.' }),
    granted: t.expose('granted', { type: 'TokenAmount', description: 'What the rule has given in the present period.' }),
    publishedAt: t.expose('published_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was published; null for a draft.',
    }),
  }),
})

builder.queryField('rewardRules', (t) =>
  t.field({
    type: [RuleRef],
    description: 'Every version of every rule, the newest of each first. Drafts are shown to admins and treasurers alone.',
    resolve: (_root, _args, ctx) => allRules(ctx),
  }),
)

/** The contract packs an amount into 96 bits. */
const MOST = 2n ** 96n
export const tokens = z
  .string()
  .refine((amount) => BigInt(amount) > 0n, 'More than 0.')
  .refine((amount) => BigInt(amount) < MOST, 'Less than 2^96 base units.')

const DraftInput = builder.inputType('DraftRewardRuleInput', {
  description: 'A new version of a rule.',
  fields: (t) => ({
    name: t.field({ type: NameRef, description: 'What is rewarded.' }),
    per: t.int({
      description: 'So many units of the rule (Wh, metres, deeds) earn `amount`, 1 to 1,000,000.',
      validate: z.number().min(1, 'At least 1.').max(1_000_000, 'At most 1,000,000.'),
    }),
    amount: t.field({ type: 'TokenAmount', description: 'What that many units earn; more than 0.', validate: tokens }),
    maximum: t.field({ type: 'TokenAmount', description: 'The most for one reward; not less than `amount`.', validate: tokens }),
    budget: t.field({
      type: 'TokenAmount',
      description: 'What the rule may give all users in each period; not less than `maximum`.',
      validate: tokens,
    }),
    period: t.field({ type: PeriodRef, description: 'What the budget is for.' }),
    validFrom: t.field({
      type: 'DateTime',
      required: false,
      description: 'From when it is to hold, not in the past; from its publication when left out.',
    }),
    idempotencyKey: t.field({
      type: 'UUID',
      description: 'Give the same key when you repeat a request: the version is added once.',
    }),
  }),
})

const PublishInput = builder.inputType('PublishRewardRuleInput', {
  description: 'Which version of a rule is to hold.',
  fields: (t) => ({ ruleId: t.field({ type: 'UUID', description: 'Id of the version.' }) }),
})

builder.mutationFields((t) => ({
  draftRewardRule: t.field({
    type: RuleRef,
    description:
      'Drafts a new version of a rule. It holds when another person has published it; `rewardDryRun` tries it on the past before. Admins and treasurers only.',
    args: { input: t.arg({ type: DraftInput, description: 'The version.' }) },
    resolve: (_root, { input }, ctx) => draftRule(ctx, input),
  }),
  publishRewardRule: t.field({
    type: RuleRef,
    description:
      'Publishes a version of a rule that another person has drafted. Sent again it changes nothing. CONFLICT when a newer one is published. Admins and treasurers only.',
    args: { input: t.arg({ type: PublishInput, description: 'Which.' }) },
    resolve: (_root, { input }, ctx) => publishRule(ctx, input),
  }),
}))
