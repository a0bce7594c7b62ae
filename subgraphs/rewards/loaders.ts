import { one } from '#lib/loaders.ts'
import { balances, batches, rewards, rewardsOfSources, wallets } from './reward.queries.ts'
import { rules } from './rule.queries.ts'
import type { Db, SourceType } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/**
 * Batched look-ups of one request. Nothing is remembered between batches: the context of a subscription lives as long as its
 * stream, and must see each state as it is.
 */
export const createLoaders = (db: Db) => ({
  reward: one(
    (ids) => rewards(db, ids),
    (row) => row.id,
  ),
  rewardOf: {
    CHARGING_SESSION: ofSource(db, 'CHARGING_SESSION'),
    ODOMETER_READING: ofSource(db, 'ODOMETER_READING'),
    COMMUNITY_DEED: ofSource(db, 'COMMUNITY_DEED'),
  },
  rule: one(
    (ids) => rules(db, ids),
    (row) => row.id,
  ),
  batch: one(
    (ids) => batches(db, ids),
    (row) => row.id,
  ),
  wallet: one(
    (ids) => wallets(db, ids),
    (row) => row.user_id,
  ),
  balance: one(
    (ids) => balances(db, ids),
    (row) => row.user_id,
  ),
})

const ofSource = (db: Db, type: SourceType) =>
  one(
    (ids) => rewardsOfSources(db, type, ids),
    (row) => row.source_id,
  )
