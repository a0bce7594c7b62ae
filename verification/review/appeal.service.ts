import { audit } from '#db/audit.ts'
import { requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import { lockPhoto } from '../photos/photo.queries.ts'
import { reasons } from '../reasons.ts'
import { enter, openCase } from '../submissions/review-case.handler.ts'
import { findAppeal } from './review.queries.ts'
import { lockSubmissionOf } from '../submissions/submission.queries.ts'
import type { Photo } from '../tables.ts'
import { verdicts } from '../submissions/verdict.queries.ts'

const DAY_MS = 86_400_000

/** Asks for another look at a rejected photo of the caller's, once. Asking again while it waits changes nothing. */
export function appealVerdict({ db, caller }: Context, photoId: string, message: string): Promise<Photo> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const photo = await lockPhoto(trx, photoId)
    if (!photo || photo.user_id !== userId || photo.erased_at) throw notFound('photo', ['input', 'photoId'])
    const submission = await lockSubmissionOf(trx, photoId)
    const appeal = submission && (await findAppeal(trx, submission.id))
    if (appeal?.state === 'OPEN') return photo
    if (appeal)
      throw refuse('CONFLICT', 'You have appealed this photo, and that decision stands. Take a new one.', ['input', 'photoId'])
    if (submission?.state !== 'REJECTED')
      throw refuse('CONFLICT', 'Only a photo that was rejected can be appealed.', ['input', 'photoId'])
    if (Date.now() - submission.state_at.getTime() > VERIFICATION_LIMITS.appealDays * DAY_MS)
      throw refuse('CONFLICT', `A rejection can be appealed for ${VERIFICATION_LIMITS.appealDays} days. Take a new photo.`, [
        'input',
        'photoId',
      ])
    const [judged] = await verdicts(trx, [submission.id])
    // A photo that could not be decoded went to a person before, and may do so again.
    if (!photo.viewable && judged?.verdict !== 'MANUAL_REVIEW')
      throw refuse('CONFLICT', 'Nobody can see anything on this file. Take a new photo.', ['input', 'photoId'])
    const question = reasons(['APPEALED'])
    await openCase(trx, submission, { kind: 'APPEAL', reasons: [...submission.reasons, ...question], message })
    await enter(trx, submission, 'MANUAL_REVIEW', question)
    await audit(trx, userId, 'verdict.appealed', submission.id)
    return photo
  })
}
