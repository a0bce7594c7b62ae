import { partOf } from '../../desk/part-of.ts'

export const REWARD_PARTS = ['held', 'blocked', 'rules', 'campaigns', 'limits'] as const
export type RewardPart = (typeof REWARD_PARTS)[number]
export const rewardSearch = partOf(REWARD_PARTS)
