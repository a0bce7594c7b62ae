import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  addRewardRule: {
    input: { name: 'CHARGING_ENERGY', per: 1_000, amount: '1', maximum: '10', idempotencyKey: newId() },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ per: 0 }, ['input', 'per']],
      [{ amount: '0' }, ['input', 'amount']],
      [{ amount: '1.5' }, ['input', 'amount']],
      [{ maximum: '-1' }, ['input', 'maximum']],
      [{ name: 'NONSENSE' }, ['input', 'name']],
    ],
  },
  setRewardLimits: {
    input: { perUser: '1', perStation: '1', budget: '1', settlingSeconds: 60, idempotencyKey: newId() },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ perUser: '-1' }, ['input', 'perUser']],
      [{ perStation: '1.5' }, ['input', 'perStation']],
      [{ budget: 'x' }, ['input', 'budget']],
      [{ settlingSeconds: -1 }, ['input', 'settlingSeconds']],
      [{ settlingSeconds: 2_592_001 }, ['input', 'settlingSeconds']],
    ],
  },
  chooseRewardChain: {
    input: { chainId: 31_337 },
    stranger: 'FINE',
    bad: [
      [{ chainId: 1.5 }, ['input', 'chainId']],
      [{ chainId: 'polygon' }, ['input', 'chainId']],
    ],
  },
  pauseChain: {
    input: { chainId: 1, reason: 'x' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ chainId: 1.5 }, ['input', 'chainId']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  resumeChain: {
    input: { chainId: 1, reason: 'x' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ chainId: 1.5 }, ['input', 'chainId']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  moveUnpaidRewards: {
    input: { fromChainId: 1, toChainId: 2, reason: 'x' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ fromChainId: 1.5 }, ['input', 'fromChainId']],
      [{ toChainId: 1 }, ['input', 'toChainId']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  setRewardLeaderboardName: { input: { named: true }, stranger: 'FINE', bad: [[{ named: 'yes' }, ['input', 'named']]] },
  releaseReward: {
    input: { rewardId: id, reason: 'x' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ rewardId: NOT_A_UUID }, ['input', 'rewardId']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'no\0text' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
  refuseReward: {
    input: { rewardId: id, reason: 'x' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ rewardId: NOT_A_UUID }, ['input', 'rewardId']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ reason: 'no\0text' }, ['input', 'reason']],
      [{ reason: 'x'.repeat(501) }, ['input', 'reason']],
    ],
  },
}
