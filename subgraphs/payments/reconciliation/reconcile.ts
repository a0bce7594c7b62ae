import { audit } from '#db/audit.ts'
import type { PaymentProvider, ProviderName } from '../providers/provider.ts'
import type { ReconciliationRun } from '../tables.ts'
import { compareLines } from './compare.ts'
import type { Given } from './given.ts'
import { seekMissing } from './missing.ts'
import { beginRun, endRun, findRun, keepMovements, moveOn, noteFailure, runningOf } from './run.queries.ts'

/** Begins a comparison, or gives the one that is under way. `startedBy` is null for the platform itself. */
export const startRun = (
  { db }: Pick<Given, 'db'>,
  provider: ProviderName,
  startedBy: string | null,
): Promise<{ run: ReconciliationRun; begun: boolean }> =>
  db.transaction().execute(async (trx) => {
    const begun = await beginRun(trx, provider, startedBy)
    if (begun && startedBy !== null) await audit(trx, startedBy, 'reconciliation.started', begun.id, { provider })
    const run = begun ?? (await runningOf(trx, provider))
    if (!run) throw new Error('A comparison has ended at this moment. Begin again.')
    return { run, begun: begun !== undefined }
  })

/**
 * Compares a provider's books with ours to the end, from wherever the run has come to: first all of its lines are read, then each is compared,
 * then what we have and it has not is sought. It may be killed at any place, and may run twice at once. Throws where the provider does not
 * answer; then the run stays, and is gone on with later.
 */
export async function goOn(given: Given, provider: PaymentProvider, run: ReconciliationRun): Promise<void> {
  const { db } = given
  try {
    const cursor = await readLines(given, provider, run)
    await compareLines(given, provider, run)
    await seekMissing(given, run)
    await endRun(db, run, cursor)
  } catch (error) {
    await noteFailure(db, run.id, error instanceof Error ? error.message : 'unknown').catch(() => undefined)
    throw error
  }
}

/** Keeps the provider's lines after the run's place, and gives the place of the last. It moves with the lines, in one transaction. */
async function readLines({ db }: Given, provider: PaymentProvider, run: ReconciliationRun): Promise<string | null> {
  let { cursor } = run
  for (;;) {
    const page = await provider.since(cursor)
    const place = { id: run.id, cursor }
    const kept = await db.transaction().execute(async (trx) => {
      if (!(await moveOn(trx, place, page.cursor))) return false
      await keepMovements(trx, run, page.movements)
      return true
    })
    if (kept && !page.more) return page.cursor
    const now = kept ? { cursor: page.cursor, state: 'RUNNING' } : await findRun(db, run.id)
    ;({ cursor } = now)
    if (now.state !== 'RUNNING') return cursor
  }
}
