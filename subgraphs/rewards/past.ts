import { each, type Past } from '#db/past.ts'
import { batchesOf } from './settlement/batch.queries.ts'
import { earnedRewards } from './reward.queries.ts'
import { listRules } from './rules/rule.queries.ts'
import type { RewardsTables, Trx } from './tables.ts'
import { earned, published, settled } from './told.ts'

const paid = (trx: Trx) => trx.selectFrom('reward').selectAll().where('status', '=', 'SETTLED')

/** What rewards can say again: what was earned, at what it is worth after all corrections, what of it was paid, and by which rules. */
export const past: Past<RewardsTables> = {
  'rewards.rule.published': {
    count: async (trx) => (await listRules(trx, false)).length,
    // They are few and never change, so that nothing is locked: one page has them all.
    page: async (trx) => ({
      facts: (await listRules(trx, false)).map((rule) => ({
        aggregateId: rule.id,
        data: published(rule),
        ...(rule.published_at && { since: rule.published_at }),
      })),
      last: null,
    }),
  },
  'rewards.reward.earned': each(earnedRewards, ['id'], (rows) =>
    rows.map((row) => ({ aggregateId: row.id, data: earned(row), since: row.earned_at })),
  ),
  'rewards.reward.settled': each(paid, ['id'], async (rows, trx) => {
    const batches = await batchesOf(
      trx,
      rows.flatMap(({ batch_id }) => batch_id ?? []),
    )
    return rows.flatMap((row) => {
      const { number, transaction_hash: hash, block_number: blockNumber } = batches.find(({ id }) => id === row.batch_id) ?? {}
      if (number === undefined || hash == null || blockNumber == null) return []
      const data = settled(row, { batchNumber: number, hash, blockNumber, amount: row.payout })
      return [{ aggregateId: row.id, data, ...(row.settled_at && { since: row.settled_at }) }]
    })
  }),
}
