import type { EventCatalogue } from '#lib/events.ts'
import type { Decision, ReviewCase, Submission, VerdictRow } from './tables.ts'

/** What verification tells of its rows: when they change, and again to who comes late. */

type Of = Pick<Submission, 'id' | 'photo_id' | 'user_id' | 'purpose'>
type Read = Of & Pick<Submission, 'tenths'>

const named = ({ id, photo_id, user_id, purpose }: Of) => ({ submissionId: id, photoId: photo_id, userId: user_id, purpose })

export const judged = (submission: Read, row: VerdictRow): EventCatalogue['verification.photo.judged'] => ({
  ...named(submission),
  verdict: row.verdict,
  reasons: row.reasons,
  reading:
    row.reading === null || row.confidence === null
      ? null
      : { value: row.reading, confidence: row.confidence, ...(submission.tenths && { tenths: true }) },
  ...(row.verdict === 'REJECTED' && row.viewable !== null && { appealable: row.viewable }),
  judgedAt: row.judged_at.toISOString(),
})

export const decided = (
  submission: Of,
  { decision, reasons, reading, instrument, unit, tenths, decided_at }: Decision,
  kind: ReviewCase['kind'],
): EventCatalogue['verification.review.decided'] => ({
  ...named(submission),
  decision,
  reasons,
  reading: reading === null ? null : { value: reading, confidence: 1 },
  instrument,
  ...(unit !== null && tenths !== null && { display: { unit, tenths } }),
  appeal: kind === 'APPEAL',
  decidedAt: decided_at.toISOString(),
})

/** A case of the review queue. */
export const toldCase = ({
  id,
  submission_id,
  state,
}: Pick<ReviewCase, 'id' | 'submission_id' | 'state'>): EventCatalogue['verification.review.updated'] => ({
  caseId: id,
  submissionId: submission_id,
  state,
})
