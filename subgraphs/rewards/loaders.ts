import { one } from '#lib/graphql/loaders.ts'
import { chains, chainsOfUsers } from './chains/chain.queries.ts'
import { balances, batches, rewards, rewardsOfSources, wallets } from './reward.queries.ts'
import { campaigns } from './rules/campaign.queries.ts'
import { rules } from './rules/rule.queries.ts'
import type { Db, SourceType } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db) => ({
  reward: one(db, rewards, 'id'),
  rewardOf: {
    CHARGING_SESSION: ofSource(db, 'CHARGING_SESSION'),
    ODOMETER_READING: ofSource(db, 'ODOMETER_READING'),
    COMMUNITY_DEED: ofSource(db, 'COMMUNITY_DEED'),
  },
  rule: one(db, rules, 'id'),
  batch: one(db, batches, 'id'),
  wallet: one(db, wallets, 'user_id'),
  balance: one(db, balances, 'user_id'),
  campaign: one(db, campaigns, 'id'),
  chain: one(db, chains, 'id'),
  chainOfUser: one(db, chainsOfUsers, 'user_id'),
})

const ofSource = (db: Db, type: SourceType) => one(db, (db, ids) => rewardsOfSources(db, type, ids), 'source_id')
