import type { RewardPageQuery } from '../../generated/graphql.ts'

export type Trace = NonNullable<RewardPageQuery['rewardTrace']>
