import { PART_ROWS, type Person } from '#db/person.ts'
import type { Services } from './context.ts'
import type { RewardsTables } from './tables.ts'

export const person: Person<Services, RewardsTables> = {
  about:
    'What you earned, how it was booked, and the addresses that it is paid to. What is on a chain stays there, and nobody can change it.',
  tables: {
    blocked_user: 'whose rewards wait, by an id',
    campaign_allowance: 'sums of what campaigns have added, by an id',
    chain: 'who paused it, by an id',
    chain_choice: 'gone',
    guest: 'gone',
    leaderboard_name: 'gone: nobody is named who has left',
    ledger_entry: 'money: what was earned and paid, by an id',
    linked_wallet: 'gone',
    reward: 'money: what was earned and where it was paid, as the chain says too',
    reward_campaign: 'who drafted it, by an id',
    reward_campaign_step: 'who published it, by an id',
    reward_limit: 'who set it, by an id',
    reward_rule: 'who made it, by an id',
    reward_rule_publication: 'who published it, by an id',
    standing: 'sums of rewards, under no name',
    wallet: 'money: the address that the platform has made for an id, on which tokens are',
  },
  part: async (trx, userId) => ({
    rewards: await trx
      .selectFrom('reward')
      .select([
        'id',
        'rule_name',
        'source_type',
        'source_id',
        'quantity',
        'amount',
        'payout',
        'owed',
        'status',
        'earned_at',
        'settled_at',
      ])
      .select(['chain_id', 'payout_address', 'campaign_id', 'held_reason'])
      .where('user_id', '=', userId)
      .orderBy('id', 'desc')
      .limit(PART_ROWS)
      .execute(),
    ledger: await trx
      .selectFrom('ledger_entry')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('id', 'desc')
      .limit(PART_ROWS)
      .execute(),
    addresses: await trx.selectFrom('wallet').select(['address', 'created_at']).where('user_id', '=', userId).execute(),
    linkedWallets: await trx.selectFrom('linked_wallet').select(['address', 'chain_id']).where('user_id', '=', userId).execute(),
    chains: await trx.selectFrom('chain_choice').selectAll().where('user_id', '=', userId).execute(),
    leaderboards: await trx.selectFrom('leaderboard_name').selectAll().where('user_id', '=', userId).execute(),
  }),
  forget: async (trx, userId) => {
    for (const table of ['linked_wallet', 'chain_choice', 'leaderboard_name', 'guest'] as const)
      await trx.deleteFrom(table).where('user_id', '=', userId).execute()
  },
}
