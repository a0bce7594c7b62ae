import { z } from 'zod'
import { builder } from '../builder.ts'
import { allLimits, setLimits } from './limit.service.ts'
import type { RewardLimit } from '../tables.ts'

const MOST_SECONDS = 30 * 24 * 3_600

const LimitsRef = builder.objectRef<RewardLimit>('RewardLimits').implement({
  description:
    'How much may be earned in a day (UTC), and how long a reward rests before it is paid, in one version. What would pass a limit is held for an admin. A version never changes.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of this version.' }),
    version: t.exposeInt('version', { description: 'Number of the version, from 1; the highest holds.' }),
    perUser: t.expose('per_user', { type: 'TokenAmount', description: 'What one user may earn in a day.' }),
    perStation: t.expose('per_station', { type: 'TokenAmount', description: 'What charging at one station may earn in a day.' }),
    budget: t.expose('budget', { type: 'TokenAmount', description: 'What all users together may earn in a day.' }),
    settlingSeconds: t.exposeInt('settling_seconds', {
      description: 'How long a reward rests before it is paid, so that a correction still changes what is paid.',
    }),
    validFrom: t.expose('created_at', { type: 'DateTime', description: 'Since when it holds.' }),
  }),
})

builder.queryField('rewardLimits', (t) =>
  t.field({
    type: [LimitsRef],
    description: 'Every version of the limits, the newest first: the first one holds.',
    resolve: (_root, _args, ctx) => allLimits(ctx),
  }),
)

const SetLimitsInput = builder.inputType('SetRewardLimitsInput', {
  description: 'New limits. They hold for what is earned from now on.',
  fields: (t) => ({
    perUser: t.field({
      type: 'TokenAmount',
      description: 'What one user may earn in a day; 0 holds everything.',
      validate: tokens(),
    }),
    perStation: t.field({
      type: 'TokenAmount',
      description: 'What charging at one station may earn in a day.',
      validate: tokens(),
    }),
    budget: t.field({ type: 'TokenAmount', description: 'What all users together may earn in a day.', validate: tokens() }),
    settlingSeconds: t.int({
      description: 'How long a reward rests before it is paid, 0 to 2,592,000 (30 days).',
      validate: z.number().min(0, 'At least 0.').max(MOST_SECONDS, 'At most 30 days.'),
    }),
    idempotencyKey: t.field({
      type: 'UUID',
      description: 'Give the same key when you repeat a request: the version is added once.',
    }),
  }),
})

builder.mutationField('setRewardLimits', (t) =>
  t.field({
    type: LimitsRef,
    description: 'Sets how much may be earned in a day and how long rewards rest. Admins only.',
    args: { input: t.arg({ type: SetLimitsInput, description: 'The limits.' }) },
    resolve: (_root, { input }, ctx) => setLimits(ctx, input),
  }),
)

function tokens() {
  return z.string().refine((amount) => BigInt(amount) < 2n ** 127n, 'Less than 2^127 base units.')
}
