import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  draftRewardRule: {
    input: {
      name: 'CHARGING_ENERGY',
      per: 1_000,
      amount: '1',
      maximum: '10',
      budget: '100',
      period: 'WEEK',
      idempotencyKey: newId(),
    },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ per: 0 }, ['input', 'per']],
      [{ amount: '0' }, ['input', 'amount']],
      [{ amount: '1.5' }, ['input', 'amount']],
      [{ maximum: '-1' }, ['input', 'maximum']],
      [{ budget: '0' }, ['input', 'budget']],
      [{ budget: '9' }, ['input', 'budget']],
      [{ period: 'YEAR' }, ['input', 'period']],
      [{ name: 'NONSENSE' }, ['input', 'name']],
    ],
  },
  publishRewardRule: {
    input: { ruleId: id },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [[{ ruleId: NOT_A_UUID }, ['input', 'ruleId']]],
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
  draftRewardCampaign: {
    input: {
      title: 'Windy nights',
      rule: 'CHARGING_ENERGY',
      factorPermille: 1_500,
      startsAt: new Date(),
      endsAt: new Date(Date.now() + 86_400_000),
      timeZone: 'Europe/Berlin',
      windows: [{ days: [1, 7], from: 1_320, until: 360 }],
      budget: '9',
      perUser: '9',
      perUserDay: '9',
      idempotencyKey: newId(),
    },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ title: ' ' }, ['input', 'title']],
      [{ factorPermille: 1_000 }, ['input', 'factorPermille']],
      [{ factorPermille: 10_001 }, ['input', 'factorPermille']],
      [{ endsAt: '2020-01-01T00:00:00Z' }, ['input', 'endsAt']],
      [{ timeZone: 'Mars/Olympus' }, ['input', 'timeZone']],
      [{ windows: [{ days: [8], from: 0, until: 1 }] }, ['input', 'windows', 0, 'days', 0]],
      [{ windows: [{ days: [1], from: -1, until: 1 }] }, ['input', 'windows', 0, 'from']],
      [{ windows: [{ days: [1], from: 0, until: 1_441 }] }, ['input', 'windows', 0, 'until']],
      [{ budget: '0' }, ['input', 'budget']],
      [{ perUser: '-1' }, ['input', 'perUser']],
      [{ perUserDay: 'x' }, ['input', 'perUserDay']],
    ],
  },
  publishRewardCampaign: {
    input: { campaignId: id },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [[{ campaignId: NOT_A_UUID }, ['input', 'campaignId']]],
  },
  stopRewardCampaign: {
    input: { campaignId: id, reason: 'x' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ campaignId: NOT_A_UUID }, ['input', 'campaignId']],
      [{ reason: ' ' }, ['input', 'reason']],
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
