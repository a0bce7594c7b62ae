import { builder } from './builder.ts'
import { RewardRef } from './reward.schema.ts'
import { ledgerOf, rewardById } from './reward.service.ts'
import type { LedgerEntry, Reward } from './tables.ts'

const KindRef = builder.enumType('LedgerEntryKind', {
  description: 'What an entry of the ledger does.',
  values: {
    EARNED: { description: 'Adds to what the user has earned.' },
    REDUCED: { description: 'A correction takes from what the user has earned.' },
    RAISED: { description: 'A correction adds to what the user has earned.' },
    WITHHELD: { description: 'Is not paid out: it pays off what `counterRewardId` was paid too much.' },
    REPAID: { description: 'What this reward was paid too much is paid off by `counterRewardId`.' },
    SETTLED: { description: 'Adds to what has been paid out on chain.' },
  } as const,
})

const EntryRef = builder.objectRef<LedgerEntry>('LedgerEntry').implement({
  description: 'An entry of the token ledger. Entries are only ever added.',
  fields: (t) => ({
    id: t.string({ description: 'Number of the entry.', resolve: ({ id }) => String(id) }),
    kind: t.expose('kind', { type: KindRef, description: 'What it does.' }),
    rewardId: t.expose('reward_id', {
      type: 'UUID',
      description: 'The reward it is of; a correction may have added others to the first.',
    }),
    counterRewardId: t.expose('counter_reward_id', {
      type: 'UUID',
      nullable: true,
      description: 'The other reward of WITHHELD and REPAID; null for others.',
    }),
    amount: t.expose('amount', { type: 'TokenAmount', description: 'How much; never negative, the kind tells what it does.' }),
    transactionHash: t.exposeString('transaction_hash', {
      nullable: true,
      description: 'The transaction that paid; null for all but SETTLED.',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was written.' }),
  }),
})

const TraceRef = builder.objectRef<Reward>('RewardTrace').implement({
  description:
    'Where a reward comes from and what became of it: from the photo or the charging session through the ledger to the chain. Ask `reward.reading.upload.photo` or `reward.deed.photo` for hash, model versions, checks, verdict and reviewer.',
  fields: (t) => ({
    reward: t.field({
      type: RewardRef,
      description: 'The reward with its source, batch and transaction.',
      resolve: (reward) => reward,
    }),
    ledger: t.field({
      type: [EntryRef],
      description: 'The entries of its source in the ledger, the oldest first.',
      resolve: (reward, _args, ctx) => ledgerOf(ctx, reward),
    }),
  }),
})

builder.queryField('rewardTrace', (t) =>
  t.field({
    type: TraceRef,
    nullable: true,
    description: 'The whole story of a reward of yours; null when there is none with this id. Admins find any.',
    args: { rewardId: t.arg({ type: 'UUID', description: 'Id of the reward.' }) },
    resolve: (_root, { rewardId }, ctx) => rewardById(ctx, rewardId),
  }),
)
