import type { Tone } from '../../../web/ui/badge.tsx'
import type { RewardStatus } from '../../generated/graphql.ts'

/** How the state of a reward looks, wherever it is shown. */
export const REWARD_TONES: Readonly<Record<RewardStatus, Tone>> = {
  HELD: 'warn',
  REFUSED: 'danger',
  EARNED: 'busy',
  BATCHED: 'busy',
  SUBMITTED: 'busy',
  SETTLED: 'good',
  CANCELLED: 'quiet',
  WITHHELD: 'quiet',
}
