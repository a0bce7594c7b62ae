import { audit } from '#db/audit.ts'
import { notFound } from '#lib/errors.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { isIdPart, isMomentPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { requireReviewer, type Reviewer } from '../access.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { tellCase } from '../submissions/review-case.handler.ts'
import { claimCase, listQueue, lockCase, lockClaimable, releaseCase, type QueueFilter } from './review.queries.ts'
import { statisticsOf, type Statistics } from './statistics.queries.ts'
import type { ReviewCase, Trx } from '../tables.ts'

/** Cases that wait, the oldest first. */
export function reviewQueue(ctx: Context, filter: QueueFilter, args: PageArgs): Promise<Page<ReviewCase>> {
  const reviewer = requireReviewer(ctx)
  return keysetPage({
    args,
    fetch: (page) => listQueue(ctx.db, reviewer, filter, page),
    key: (row) => [row.opened_at.toISOString(), row.id],
    parts: [isMomentPart, isIdPart],
  })
}

export const caseById = async (ctx: Context, id: string): Promise<ReviewCase | null> => {
  requireReviewer(ctx)
  return ctx.loaders.reviewCase.load(id)
}

/**
 * Gives the caller a case to decide for `VERIFICATION_LIMITS.leaseSeconds`: the one named, or the oldest. A case that they hold already
 * comes first, and its lease begins anew. Null if nothing waits.
 */
export async function claimReview(ctx: Context, filter: QueueFilter, id: string | null): Promise<ReviewCase | null> {
  const reviewer = requireReviewer(ctx)
  const claimed = await ctx.db.transaction().execute((trx) => claimIn(trx, reviewer, filter, id))
  // The transaction's connection has been given back: as many reviewers as there are connections would each wait for a second one.
  if (!claimed && id !== null) throw await whyNot(ctx, reviewer, id)
  return claimed
}

async function claimIn(trx: Trx, reviewer: Reviewer, filter: QueueFilter, id: string | null): Promise<ReviewCase | null> {
  const found = await lockClaimable(trx, reviewer, filter, id)
  if (!found) return null
  const claimed = await claimCase(trx, found.id, reviewer.userId)
  if (found.claimed_by !== reviewer.userId) {
    await audit(trx, reviewer.userId, 'review.claimed', found.id)
    await tellCase(trx, claimed)
  }
  return claimed
}

async function whyNot({ loaders }: Context, { userId, admin }: Reviewer, id: string) {
  const found = await loaders.reviewCase.load(id)
  if (!found) return notFound('case', ['input', 'caseId'])
  if (found.user_id === userId) return refuse('FORBIDDEN', 'This is a photo of your own. Others decide on it.', ['input', 'caseId'])
  if (found.state !== 'OPEN') return refuse('CONFLICT', 'This case is closed.', ['input', 'caseId'])
  if (found.admin_only && !admin) return refuse('FORBIDDEN', 'Two reviewers did not agree: an admin decides.', ['input', 'caseId'])
  const spoken = (await loaders.decisions.load(found.submission_id)).some(({ reviewer_id }) => reviewer_id === userId)
  if (spoken) return refuse('CONFLICT', 'You have spoken on this photo. Another reviewer decides.', ['input', 'caseId'])
  return refuse('CONFLICT', 'Another reviewer has claimed this case. Take the next one.', ['input', 'caseId'])
}

/** Puts a claimed case back. Null if the caller does not hold it any more. */
export function releaseReview(ctx: Context, id: string): Promise<ReviewCase | null> {
  const { userId } = requireReviewer(ctx)
  return ctx.db.transaction().execute(async (trx) => {
    if (!(await lockCase(trx, id))) throw notFound('case', ['input', 'caseId'])
    const released = await releaseCase(trx, id, userId)
    if (!released) return null
    await audit(trx, userId, 'review.released', id)
    await tellCase(trx, released)
    return released
  })
}

export function reviewStatistics(ctx: Context): Promise<Statistics> {
  requireReviewer(ctx)
  return statisticsOf(ctx.db)
}

/** The statistics of the queue, and again whenever a case is opened, claimed, given back or closed. */
export function watchQueue(ctx: Context): AsyncGenerator<Statistics, void, void> {
  requireReviewer(ctx)
  return liveStream({
    bus: ctx.bus,
    names: ['verification.review.updated'],
    matches: () => true,
    read: () => statisticsOf(ctx.db),
  })
}
