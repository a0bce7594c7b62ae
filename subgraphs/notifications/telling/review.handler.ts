import type { EventEnvelope } from '#lib/events.ts'
import type { Services } from '../context.ts'
import { notify } from '../notify.ts'
import type { Trx } from '../tables.ts'
import { beginRound, saveCase, whoReviews } from './review.queries.ts'

/** Keeps which cases wait. An older event does not say whether its case still does. */
export async function learnCase(trx: Trx, event: EventEnvelope<'verification.review.updated'>): Promise<void> {
  const { data, position = 0, page } = event
  if (data.state === undefined) return
  await saveCase(trx, { case_id: data.caseId, open: data.state === 'OPEN', news: page === undefined, said: position })
}

/** Tells reviewers that cases wait: all of them by one word, once in a while, and not whom the last one waits for. */
export const tellReviewers = ({ db }: Pick<Services, 'db'>): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const round = await beginRound(trx)
    if (!round) return
    const params = { count: round.count ?? 0 }
    for (const userId of await whoReviews(trx))
      await notify(trx, { userId, kind: 'REVIEW_WAITING', cause: round.told_at.toISOString(), params, link: '/reviews' })
  })
