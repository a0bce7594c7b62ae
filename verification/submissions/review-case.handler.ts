import { isDeepStrictEqual } from 'node:util'
import { emit } from '#db/outbox.ts'
import type { EventEnvelope, PhotoPurpose, Reason, ReviewRequest } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { findPhoto } from '../photos/photo.queries.ts'
import { changeCase, closeCase, findOpenCase, insertCase } from './review-case.queries.ts'
import { toldCase } from '../told.ts'
import { changeState, lockSubmissionOf } from './submission.queries.ts'
import type { CaseKind, ReviewCase, Submission, Trx } from '../tables.ts'

interface Question {
  kind: CaseKind
  reasons: readonly Reason[]
  evidence?: ReviewRequest['evidence']
  distanceM?: number | null
  message?: string
}

/** Puts a question to reviewers, or adds it to the case that is open. The caller has locked the submission. */
export async function openCase(trx: Trx, submission: Submission, question: Question): Promise<ReviewCase> {
  const { kind, reasons, evidence = [], distanceM = null, message = null } = question
  const open = await findOpenCase(trx, submission.id)
  const row = open
    ? await changeCase(trx, open.id, {
        // A question that comes again adds nothing.
        reasons: JSON.stringify(united(open.reasons, reasons)),
        evidence: JSON.stringify(united(open.evidence, evidence)),
        distance_m: distanceM ?? open.distance_m,
      })
    : await insertCase(trx, {
        id: newId(),
        submission_id: submission.id,
        user_id: submission.user_id,
        kind,
        reasons,
        evidence,
        message,
        distance_m: distanceM,
      })
  await tellCase(trx, row)
  return row
}

const united = <T extends object>(known: readonly T[], more: readonly T[]): T[] => [
  ...known,
  ...more.filter((one) => !known.some((other) => isDeepStrictEqual(other, one))),
]

/** Says that the queue has changed. */
export const tellCase = (trx: Trx, row: ReviewCase): Promise<void> =>
  emit(trx, 'verification.review.updated', row.id, toldCase(row))

/** The photo is in order, and its domain asks for a person. */
export async function takeReviewRequest(
  trx: Trx,
  event: EventEnvelope<'odometer.review.requested'> | EventEnvelope<'deeds.review.requested'>,
): Promise<void> {
  const { data } = event
  const submission = await submissionOf(trx, event)
  if (!submission || (await findPhoto(trx, data.photoId))?.erased_at) return
  await enter(trx, submission, 'MANUAL_REVIEW', data.reasons)
  await openCase(trx, submission, { ...data, kind: 'DOMAIN' })
}

/** The domain has counted it. */
export async function takeApproval(
  trx: Trx,
  event: EventEnvelope<'odometer.reading.approved'> | EventEnvelope<'deeds.deed.approved'>,
): Promise<void> {
  const submission = await submissionOf(trx, event)
  if (!submission) return
  await cancelOpenCase(trx, submission.id)
  await enter(trx, submission, 'APPROVED', [])
}

/** The domain has refused it. If the taker has appealed meanwhile, the refusal is from before, and changes nothing. */
export async function takeRejection(
  trx: Trx,
  event: EventEnvelope<'odometer.upload.rejected'> | EventEnvelope<'deeds.deed.rejected'>,
): Promise<void> {
  const { data } = event
  const submission = await submissionOf(trx, event)
  if (!submission || data.reasons.length === 0) return
  if ((await findOpenCase(trx, submission.id))?.kind === 'APPEAL') return
  await cancelOpenCase(trx, submission.id)
  await enter(trx, submission, 'REJECTED', data.reasons)
}

/** Changes the state that the photo's taker sees, and emits the change. */
export async function enter(
  trx: Trx,
  { id, photo_id: photoId, user_id: userId }: Submission,
  state: Submission['state'],
  reasons: readonly Reason[],
): Promise<void> {
  await changeState(trx, id, state, reasons)
  await emit(trx, 'verification.photo.updated', photoId, { photoId, userId })
}

export async function cancelOpenCase(trx: Trx, submissionId: string): Promise<void> {
  const open = await findOpenCase(trx, submissionId)
  if (open) await tellCase(trx, await closeCase(trx, open.id, 'CANCELLED'))
}

/**
 * The submission that a domain's event is about. If the photo was submitted there in vain (somebody else's, or taken for the other domain),
 * the photo's own submission is not meant.
 */
async function submissionOf(
  trx: Trx,
  { name, data }: { name: string; data: { photoId: string; userId: string } },
): Promise<Submission | null> {
  const submission = await lockSubmissionOf(trx, data.photoId)
  const purpose: PhotoPurpose = name.startsWith('odometer.') ? 'ODOMETER' : 'DEED'
  return submission?.user_id === data.userId && submission.purpose === purpose ? submission : null
}
