import { z } from 'zod'
import { builder } from '../builder.ts'
import { unitOf } from './worth.ts'
import { addRuleVersion, allRules } from './rule.service.ts'
import type { RewardRule } from '../tables.ts'

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

export const RuleRef = builder.objectRef<RewardRule>('RewardRule').implement({
  description: 'What earns how much, in one version. A version never changes.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of this version.' }),
    name: t.expose('name', { type: NameRef, description: 'What is rewarded.' }),
    version: t.exposeInt('version', { description: 'Number of the version, from 1.' }),
    validFrom: t.expose('valid_from', {
      type: 'DateTime',
      description: 'What happens from then on is rewarded by it, until a newer version holds.',
    }),
    unit: t.field({ type: UnitRef, description: 'What is counted.', resolve: ({ name }) => unitOf(name) }),
    per: t.int({ description: 'So many units earn `amount`; less or more in proportion.', resolve: ({ data }) => data.per }),
    amount: t.field({ type: 'TokenAmount', description: 'What that many units earn.', resolve: ({ data }) => data.amount }),
    maximum: t.field({ type: 'TokenAmount', description: 'The most for one reward.', resolve: ({ data }) => data.maximum }),
  }),
})

builder.queryField('rewardRules', (t) =>
  t.field({
    type: [RuleRef],
    description: 'Every version of every rule, the newest of each first.',
    resolve: (_root, _args, ctx) => allRules(ctx),
  }),
)

/** The contract packs an amount into 96 bits. */
const MOST = 2n ** 96n
export const tokens = z
  .string()
  .refine((amount) => BigInt(amount) > 0n, 'More than 0.')
  .refine((amount) => BigInt(amount) < MOST, 'Less than 2^96 base units.')

const AddRuleInput = builder.inputType('AddRewardRuleInput', {
  description: 'A new version of a rule.',
  fields: (t) => ({
    name: t.field({ type: NameRef, description: 'What is rewarded.' }),
    per: t.int({
      description: 'So many units of the rule (Wh, metres, deeds) earn `amount`, 1 to 1,000,000.',
      validate: z.number().min(1, 'At least 1.').max(1_000_000, 'At most 1,000,000.'),
    }),
    amount: t.field({ type: 'TokenAmount', description: 'What that many units earn; more than 0.', validate: tokens }),
    maximum: t.field({ type: 'TokenAmount', description: 'The most for one reward; not less than `amount`.', validate: tokens }),
    validFrom: t.field({
      type: 'DateTime',
      required: false,
      description: 'From when it holds, not in the past; now when left out.',
    }),
    idempotencyKey: t.field({
      type: 'UUID',
      description: 'Give the same key when you repeat a request: the version is added once.',
    }),
  }),
})

builder.mutationField('addRewardRule', (t) =>
  t.field({
    type: RuleRef,
    description: 'Adds a new version of a rule. Admins only.',
    args: { input: t.arg({ type: AddRuleInput, description: 'The version.' }) },
    resolve: (_root, { input }, ctx) => addRuleVersion(ctx, input),
  }),
)
