import { setTimeout as wait } from 'node:timers/promises'
import { audit } from '#db/audit.ts'
import { requireRole } from '#lib/access.ts'
import { notFound, refuse } from '#lib/errors.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import type { ProviderName } from '../providers/provider.ts'
import type { Mismatch, ReconciliationRun } from '../tables.ts'
import { RECONCILIATION_LIMITS } from './limits.ts'
import { listMismatches, lockMismatch, resolve, settleLinesOf } from './mismatch.queries.ts'
import { goOn, startRun } from './reconcile.ts'
import { findRun, listRuns } from './run.queries.ts'

const requireKeeper = ({ caller }: Pick<Context, 'caller'>) => requireRole(caller, 'ADMIN', 'TREASURER', 'COMPLIANCE')

/** Mismatches with a provider or all, the newest first: those that wait, or all that there ever were. */
export function mismatches(
  ctx: Context,
  { provider, open }: { provider: ProviderName | null; open: boolean },
  args: PageArgs,
): Promise<Page<Mismatch>> {
  requireKeeper(ctx)
  return idPage(args, (page) => listMismatches(ctx.db, { provider, open }, page))
}

/** Comparisons, the newest first. */
export function runs(ctx: Context, args: PageArgs): Promise<Page<ReconciliationRun>> {
  requireKeeper(ctx)
  return idPage(args, (page) => listRuns(ctx.db, page))
}

/** Compares the books with a provider's now, or goes on with what is under way. What takes longer than a while ends by itself. */
export async function reconcile(ctx: Context, providerName: ProviderName): Promise<ReconciliationRun> {
  const { userId } = requireKeeper(ctx)
  const provider = ctx.providers.get(providerName)
  if (!provider) throw notFound('provider', ['input', 'provider'])
  const { run } = await startRun(ctx, providerName, userId)
  // Its failure stands in the run.
  const ending = goOn(ctx, provider, run).catch(() => undefined)
  await Promise.race([ending, wait(RECONCILIATION_LIMITS.waitMs, undefined, { ref: false })])
  return findRun(ctx.db, run.id)
}

/** Says what became of a mismatch, once. It books nothing. */
export async function resolveMismatch(
  ctx: Context,
  { mismatchId, reason }: { mismatchId: string; reason: string },
): Promise<Mismatch> {
  const { userId } = requireKeeper(ctx)
  const path = ['input', 'mismatchId']
  return ctx.db.transaction().execute(async (trx) => {
    const mismatch = await lockMismatch(trx, mismatchId)
    if (!mismatch) throw notFound('mismatch', path)
    if (mismatch.resolved_at !== null) {
      if (mismatch.resolved_by === userId && mismatch.resolution === reason) return mismatch
      throw refuse('CONFLICT', 'It is resolved already.', path)
    }
    await settleLinesOf(trx, mismatchId)
    await audit(trx, userId, 'mismatch.resolved', mismatchId, { resolution: reason })
    return (await resolve(trx, mismatchId, userId, reason)) ?? mismatch
  })
}
