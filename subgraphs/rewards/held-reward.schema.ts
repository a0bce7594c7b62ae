import { someText } from '#lib/text.ts'
import { blockedRewards } from './blocked-reward.service.ts'
import { builder } from './builder.ts'
import { heldRewards, refuseReward, releaseReward } from './held-reward.service.ts'
import { RewardRef } from './reward.schema.ts'

builder.queryField('heldRewards', (t) =>
  t.connection(
    {
      type: RewardRef,
      description: 'Rewards that would have passed a limit of their day and wait for an admin, the oldest first. Admins only.',
      resolve: (_root, args, ctx) => heldRewards(ctx, args),
    },
    { description: 'A page of held rewards.' },
    { description: 'A place in the held rewards.' },
  ),
)

builder.queryField('blockedRewards', (t) =>
  t.connection(
    {
      type: RewardRef,
      description:
        'Earned rewards that wait because their users are blocked, the oldest first. They are paid when their users are let in again. Admins, treasurers and compliance only.',
      resolve: (_root, args, ctx) => blockedRewards(ctx, args),
    },
    { description: 'A page of rewards of blocked users.' },
    { description: 'A place in the rewards of blocked users.' },
  ),
)

const DecisionInput = builder.inputType('HeldRewardInput', {
  description: 'What is decided of a held reward.',
  fields: (t) => ({
    rewardId: t.field({ type: 'UUID', description: 'Id of the reward.' }),
    reason: t.string({
      description: 'Why, 1 to 500 characters; it is kept in the audit.',
      validate: someText(500, 'Say why.'),
    }),
  }),
})

builder.mutationFields((t) => ({
  releaseReward: t.field({
    type: RewardRef,
    description:
      'Lets a held reward be earned, above the limits of the day. Sent again it changes nothing. Admins only; FORBIDDEN for a reward of their own.',
    args: { input: t.arg({ type: DecisionInput, description: 'Which, and why.' }) },
    resolve: (_root, { input }, ctx) => releaseReward(ctx, input),
  }),
  refuseReward: t.field({
    type: RewardRef,
    description: 'Refuses a held reward for good. Sent again it changes nothing. Admins only.',
    args: { input: t.arg({ type: DecisionInput, description: 'Which, and why.' }) },
    resolve: (_root, { input }, ctx) => refuseReward(ctx, input),
  }),
}))
