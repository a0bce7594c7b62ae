import { audit } from '#db/audit.ts'
import { requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { lockPhoto } from '../photos/photo.queries.ts'
import { reasons } from '../reasons.ts'
import { enter, openCase } from '../submissions/review-case.handler.ts'
import { whyNoAppeal } from './appealable.ts'
import { findAppeal } from './review.queries.ts'
import { lockSubmissionOf } from '../submissions/submission.queries.ts'
import type { Photo } from '../tables.ts'
import { verdicts } from '../submissions/verdict.queries.ts'

/** Asks for another look at a rejected photo of the caller's, once. Asking again while it waits changes nothing. */
export function appealVerdict({ db, caller }: Context, photoId: string, message: string): Promise<Photo> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const photo = await lockPhoto(trx, photoId)
    if (!photo || photo.user_id !== userId || photo.erased_at) throw notFound('photo', ['input', 'photoId'])
    const submission = await lockSubmissionOf(trx, photoId)
    const appeal = submission && (await findAppeal(trx, submission.id))
    if (appeal?.state === 'OPEN') return photo
    const [verdict] = submission ? await verdicts(trx, [submission.id]) : []
    const why = whyNoAppeal({ photo, submission, verdict, appeal })
    if (!submission || why !== null) throw refuse('CONFLICT', why ?? 'Submit the photo first.', ['input', 'photoId'])
    const question = reasons(['APPEALED'])
    await openCase(trx, submission, { kind: 'APPEAL', reasons: [...submission.reasons, ...question], message })
    await enter(trx, submission, 'MANUAL_REVIEW', question)
    await audit(trx, userId, 'verdict.appealed', submission.id)
    return photo
  })
}
