import { builder } from '../builder.ts'
import { allChains, chainById, chooseRewardChain } from './chain.service.ts'
import type { ChainState } from '../tables.ts'

export const ChainRef = builder.objectRef<ChainState>('Chain').implement({
  description:
    'An EVM chain on which rewards are paid. Blocks and fees are as our settlement saw them last, at `seenAt`; null before it has.',
  fields: (t) => ({
    id: t.exposeInt('id', { description: 'Its number by EIP-155, e.g. 1 for Ethereum, 56 for BSC, 137 for Polygon.' }),
    name: t.exposeString('name', { description: 'Its name, for people.' }),
    standard: t.exposeBoolean('standard', { description: 'True for the one on which users are paid who have chosen none.' }),
    distributor: t.exposeString('distributor', {
      description: 'Address of the contract RewardDistributor, which pays rewards and remembers which are paid.',
    }),
    token: t.exposeString('token', { description: 'Address of the token EVcoin (ERC-20, 18 decimals).' }),
    explorerUrl: t.exposeString('explorer_url', {
      nullable: true,
      description: 'A site that shows it: transactions are below `/tx/`, addresses below `/address/`. Null where none is known.',
    }),
    headBlock: t.exposeInt('head_block', { nullable: true, description: 'Number of the last block.' }),
    finalBlock: t.exposeInt('final_block', {
      nullable: true,
      description: 'Number of the last block that the chain calls final: what it and those before it paid stays paid.',
    }),
    maxFeeWei: t.exposeString('max_fee_wei', {
      nullable: true,
      description: 'What a transaction would offer for gas, in wei for each unit of it. The platform pays it, not the user.',
    }),
    seenAt: t.expose('seen_at', { type: 'DateTime', nullable: true, description: 'When blocks and fees were looked at.' }),
  }),
})

builder.queryFields((t) => ({
  chains: t.field({
    type: [ChainRef],
    description: 'The chains on which rewards are paid, the standard one first.',
    resolve: (_root, _args, ctx) => allChains(ctx),
  }),
  chain: t.field({
    type: ChainRef,
    nullable: true,
    description: 'A chain on which rewards are paid; null when there is none with this id.',
    args: { id: t.arg.int({ required: false, description: 'Its number; the standard chain when left out.' }) },
    resolve: (_root, { id }, ctx) => chainById(ctx, id),
  }),
}))

const ChooseInput = builder.inputType('ChooseRewardChainInput', {
  description: 'The chain on which you want to be paid.',
  fields: (t) => ({ chainId: t.int({ description: 'Its number, one of `chains`.' }) }),
})

builder.mutationField('chooseRewardChain', (t) =>
  t.field({
    type: ChainRef,
    description:
      'From now on, what you earn is paid on this chain, to the same address. What you have earned before stays on its chain. Sent again it changes nothing.',
    args: { input: t.arg({ type: ChooseInput, description: 'Which.' }) },
    resolve: (_root, { input }, ctx) => chooseRewardChain(ctx, input),
  }),
)
