import { each, type Past } from '#db/past.ts'
import { finalDecisions } from './review/decision.queries.ts'
import { verdicts } from './submissions/verdict.queries.ts'
import type { Trx, VerificationTables } from './tables.ts'
import { decided, judged, toldCase } from './told.ts'

const submissions = (trx: Trx) => trx.selectFrom('submission').selectAll()

/**
 * What verification can say again: verdicts, then what people decided, then what was erased. While people look at a submission once more,
 * what they decided before does not stand.
 */
export const past: Past<VerificationTables> = {
  'verification.photo.judged': each(submissions, ['id'], async (rows, trx) => {
    const found = await verdicts(
      trx,
      rows.map(({ id }) => id),
    )
    return found.flatMap((row) => {
      const submission = rows.find(({ id }) => id === row.submission_id)
      return submission ? [{ aggregateId: submission.id, data: judged(submission, row), since: row.judged_at }] : []
    })
  }),
  'verification.review.decided': each(
    (trx) => submissions(trx).where('state', 'in', ['APPROVED', 'REJECTED']),
    ['id'],
    async (rows, trx) => {
      const found = await finalDecisions(
        trx,
        rows.map(({ id }) => id),
      )
      return found.flatMap(({ kind, ...row }) => {
        const submission = rows.find(({ id }) => id === row.submission_id)
        return submission ? [{ aggregateId: submission.id, data: decided(submission, row, kind), since: row.decided_at }] : []
      })
    },
  ),
  // Those that wait. One that is over concerns nobody who did not know of it.
  'verification.review.updated': each(
    (trx) => trx.selectFrom('review_case').selectAll().where('state', '=', 'OPEN'),
    ['id'],
    (rows) => rows.map((row) => ({ aggregateId: row.id, data: toldCase(row), since: row.opened_at })),
  ),
  'verification.photos.erased': each(
    (trx) => trx.selectFrom('photo').selectAll().where('erased_at', 'is not', null),
    ['id'],
    (rows) =>
      rows.flatMap(({ id, user_id: userId, erased_at: since }) =>
        since ? [{ aggregateId: userId, data: { userId, photoIds: [id], erasedAt: since.toISOString() }, since }] : [],
      ),
  ),
}
