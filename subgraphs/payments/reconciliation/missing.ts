import { keepMismatch } from '../operations/mismatch.ts'
import type { ReconciliationRun } from '../tables.ts'
import { dueEntries, keepPlace } from './compare.queries.ts'
import { RECONCILIATION_LIMITS } from './limits.ts'
import type { Given } from './given.ts'
import { addTo } from './run.queries.ts'

/** Notes what we have booked long ago, and the provider's list has not. Each entry is looked at once. */
export async function seekMissing({ db }: Given, run: ReconciliationRun): Promise<void> {
  const { batch, lateMs } = RECONCILIATION_LIMITS
  for (let more = true; more;)
    more = await db.transaction().execute(async (trx) => {
      const entries = await dueEntries(trx, run.provider, lateMs, batch)
      for (const { journal_id, amount_minor, currency, seen } of entries) {
        if (seen) continue
        const noted = await keepMismatch(trx, {
          provider: run.provider,
          kind: 'MISSING_THERE',
          about: ['JOURNAL', journal_id],
          oursMinor: amount_minor,
          theirsMinor: 0,
          currency,
        })
        if (noted !== null) await addTo(trx, run.id, 'mismatches', 1)
      }
      const last = entries.at(-1)
      if (last) await keepPlace(trx, run.provider, last.entry_id)
      return entries.length === batch
    })
}
