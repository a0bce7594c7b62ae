import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { ChainRef } from './chain.schema.ts'
import { moveUnpaidRewards, pauseChain, resumeChain, settlementHealth, type ChainSettlement } from './treasury.service.ts'

const SettlementRef = builder.objectRef<ChainSettlement>('ChainSettlement').implement({
  description: 'How far the payments on a chain are, and what keeps them from going on. Amounts are in base units of the token.',
  fields: (t) => ({
    chain: t.field({ type: ChainRef, description: 'The chain.', resolve: ({ chain }) => chain }),
    waiting: t.int({ description: 'Rewards that rest, or wait for a batch.', resolve: ({ payment }) => payment.waiting }),
    waitingAmount: t.field({
      type: 'TokenAmount',
      description: 'What they are.',
      resolve: ({ payment }) => payment.waiting_amount,
    }),
    oldestDueAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when the reward waits that has waited longest after its rest; null when none does.',
      resolve: ({ payment }) => payment.oldest_due,
    }),
    blocked: t.int({
      description: 'Of those that wait, the ones whose users are blocked.',
      resolve: ({ payment }) => payment.blocked,
    }),
    blockedAmount: t.field({
      type: 'TokenAmount',
      description: 'What they are.',
      resolve: ({ payment }) => payment.blocked_amount,
    }),
    submitted: t.int({ description: 'Rewards in a batch that no block has yet.', resolve: ({ payment }) => payment.on_way }),
    submittedAmount: t.field({
      type: 'TokenAmount',
      description: 'What they are.',
      resolve: ({ payment }) => payment.on_way_amount,
    }),
    oldestSubmittedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the oldest of these batches was signed; null when there is none.',
      resolve: ({ payment }) => payment.oldest_sent,
    }),
    settled: t.int({ description: 'Rewards that are paid.', resolve: ({ payment }) => payment.paid }),
    settledAmount: t.field({ type: 'TokenAmount', description: 'What they are.', resolve: ({ payment }) => payment.paid_amount }),
    batches: t.int({ description: 'Batches that are paid.', resolve: ({ payment }) => payment.batches }),
    lastSettledAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the last batch was paid; null before the first.',
      resolve: ({ payment }) => payment.last_paid,
    }),
    notFinal: t.int({
      description: 'Transactions in blocks that the chain may still take back.',
      resolve: ({ payment }) => payment.not_final,
    }),
    paidTwice: t.int({
      description: 'Payments found here of rewards that another chain has paid too. It is never above 0 unless somebody must look.',
      resolve: ({ payment }) => payment.paid_twice,
    }),
    feesWei: t.string({
      description: 'What all transactions have cost, in wei of the chain.',
      resolve: ({ payment }) => payment.fees_wei,
    }),
    remainingBudget: t.field({
      type: 'TokenAmount',
      nullable: true,
      description: 'What the contract still pays this week; null before it was looked at.',
      resolve: ({ chain }) => chain.remaining_budget,
    }),
    rewardMaximum: t.field({
      type: 'TokenAmount',
      nullable: true,
      description: 'The most that the contract pays for one reward; null before it was looked at.',
      resolve: ({ chain }) => chain.reward_maximum,
    }),
    contractPaused: t.boolean({
      nullable: true,
      description: 'True while the guardian has paused the contract; null before it was looked at.',
      resolve: ({ chain }) => chain.contract_paused,
    }),
    pausedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when we make no batches there (`pauseChain`); null when we do.',
      resolve: ({ chain }) => chain.paused_at,
    }),
    pauseReason: t.string({
      nullable: true,
      description: 'Why; null when it is not paused.',
      resolve: ({ chain }) => chain.pause_reason,
    }),
    nodes: t.int({ description: 'Nodes that are asked about it.', resolve: ({ chain }) => chain.nodes }),
    quorum: t.int({
      description: 'So many of them must answer and say the same before anything is sent, or counts as paid.',
      resolve: ({ chain }) => chain.quorum,
    }),
    warning: t.string({
      nullable: true,
      description: 'What is risky in its configuration, in words; null when nothing is.',
      resolve: ({ chain }) => (chain.quorum > 1 ? null : 'One node alone is believed. Name at least two.'),
    }),
    fault: t.string({
      nullable: true,
      description: 'What keeps rewards from being paid, or a node from being asked, in words; null when nothing does.',
      resolve: ({ chain }) => chain.fault,
    }),
    faultSince: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when; null when nothing does.',
      resolve: ({ chain }) => chain.fault_since,
    }),
    comparedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When ledger and contract were last compared; null before they were.',
      resolve: ({ chain }) => chain.compared_at,
    }),
  }),
})

builder.queryField('settlement', (t) =>
  t.field({
    type: [SettlementRef],
    description: 'The payments on each chain, the standard chain first. Admins and treasurers only.',
    resolve: (_root, _args, ctx) => settlementHealth(ctx),
  }),
)

const WHY = { description: 'Why, 1 to 500 characters; it is kept in the audit.', validate: someText(500, 'Say why.') }

const ChainDecisionInput = builder.inputType('ChainDecisionInput', {
  description: 'What is decided of a chain.',
  fields: (t) => ({
    chainId: t.int({ description: 'Its number.' }),
    reason: t.string(WHY),
  }),
})

const MoveInput = builder.inputType('MoveUnpaidRewardsInput', {
  description: 'Which rewards go where.',
  fields: (t) => ({
    fromChainId: t.int({
      description: 'Number of the chain they are on. It is paused, or the configuration does not name it any more.',
    }),
    toChainId: t.int({ description: 'Number of the chain they go to.' }),
    reason: t.string(WHY),
  }),
})

const MovedRef = builder.objectRef<{ moved: number; left: number }>('MovedRewards').implement({
  description: 'What became of the unpaid rewards of a chain.',
  fields: (t) => ({
    moved: t.exposeInt('moved', { description: 'So many were moved, 1,000 at most. Send it again for the rest.' }),
    left: t.exposeInt('left', {
      description:
        'So many are still there: those not looked at yet, those whose transaction could still be mined, and those that are paid to a contract.',
    }),
  }),
})

builder.mutationFields((t) => ({
  pauseChain: t.field({
    type: SettlementRef,
    description:
      'Makes no new batches on a chain. A batch that is signed goes on its way. Sent again it changes nothing. Admins and treasurers only.',
    args: { input: t.arg({ type: ChainDecisionInput, description: 'Which, and why.' }) },
    resolve: (_root, { input }, ctx) => pauseChain(ctx, input),
  }),
  resumeChain: t.field({
    type: SettlementRef,
    description: 'Makes batches again on a paused chain. Sent again it changes nothing. Admins and treasurers only.',
    args: { input: t.arg({ type: ChainDecisionInput, description: 'Which, and why.' }) },
    resolve: (_root, { input }, ctx) => resumeChain(ctx, input),
  }),
  moveUnpaidRewards: t.field({
    type: MovedRef,
    description:
      'Moves unpaid rewards to another chain, when theirs is gone for long. None can be paid on both. Admins and treasurers only.',
    args: { input: t.arg({ type: MoveInput, description: 'Which, where to, and why.' }) },
    resolve: (_root, { input }, ctx) => moveUnpaidRewards(ctx, input),
  }),
}))
