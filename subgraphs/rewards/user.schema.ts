import { builder } from './builder.ts'
import { ChainRef } from './chains/chain.schema.ts'
import { rewardChainOf } from './chains/chain.service.ts'
import { UserRef } from './reference.schema.ts'
import { RewardRef } from './reward.schema.ts'
import { balanceOf, payoutAddressOf, rewardsOf, type Balance } from './reward.service.ts'

const BalanceRef = builder.objectRef<Balance>('RewardBalance').implement({
  description: "A user's tokens, by the ledger.",
  fields: (t) => ({
    earned: t.expose('earned', { type: 'TokenAmount', description: 'All that has been earned, after corrections.' }),
    settled: t.expose('settled', { type: 'TokenAmount', description: 'What has been paid out on chain.' }),
    pending: t.expose('pending', { type: 'TokenAmount', description: 'What is still on its way to the chain.' }),
    owed: t.expose('owed', {
      type: 'TokenAmount',
      description:
        'What was paid too much, after corrections; the next rewards pay it off. Earned and owed are settled and pending.',
    }),
    held: t.expose('held', { type: 'TokenAmount', description: 'What waits for an admin; it is not earned yet.' }),
  }),
})

builder.objectFields(UserRef, (t) => ({
  rewardBalance: t.field({
    type: BalanceRef,
    nullable: true,
    description: 'Tokens earned and paid; null for others than the user and admins.',
    resolve: ({ id }, _args, ctx) => balanceOf(ctx, id),
  }),
  rewards: t.connection(
    {
      type: RewardRef,
      nullable: true,
      description: 'Rewards, the newest first; null for others than the user and admins.',
      resolve: ({ id }, args, ctx) => rewardsOf(ctx, id, args),
    },
    { description: "A page of a user's rewards." },
    { description: "A place in a user's rewards." },
  ),
  rewardChain: t.field({
    type: ChainRef,
    nullable: true,
    description: 'The chain on which what is earned from now on is paid; null for others than the user and admins.',
    resolve: ({ id }, _args, ctx) => rewardChainOf(ctx, id),
  }),
  payoutAddress: t.string({
    nullable: true,
    description:
      'Address that what is earned from now on is paid to: a key that the user has linked, or one of their own here. Null before there is one, and for others than the user and admins.',
    resolve: ({ id }, _args, ctx) => payoutAddressOf(ctx, id),
  }),
}))
