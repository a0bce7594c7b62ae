import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { requireRole, requireUser } from '#lib/access.ts'
import { newId } from '#lib/id.ts'
import { withdrawConsentOf } from '../photos/consent.queries.ts'
import type { Context } from '../context.ts'
import { eraseFingerprints } from '../duplicates/duplicates.ts'
import { clearCases, clearDetails, clearPlaces, deleteInferences, lockPhotosOf, markErased } from './erasure.queries.ts'
import { REMOVE } from '../jobs.ts'
import { reasons } from '../reasons.ts'
import { cancelOpenCase, enter } from '../submissions/review-case.handler.ts'
import type { Submission, Trx } from '../tables.ts'

/**
 * Erases the caller's photos, or for an admin those of a user, and ends the consent. Hashes, verdicts, readings and versions stay: the
 * ledger and the search for copies need them. A job removes the files, so that it also works while the object store is down.
 */
export function erasePhotos(ctx: Context, userId: string | null): Promise<number> {
  const caller = userId === null ? requireUser(ctx.caller) : requireRole(ctx.caller, 'ADMIN')
  const of = userId ?? caller.userId
  return ctx.db.transaction().execute(async (trx) => {
    await withdrawConsentOf(trx, of)
    const photoIds = (await lockPhotosOf(trx, of)).map(({ id }) => id)
    await audit(trx, caller.userId, 'photos.erased', of, { photos: photoIds.length })
    if (photoIds.length === 0) return 0
    await markErased(trx, photoIds)
    await eraseRecords(trx, await clearPlaces(trx, photoIds))
    await eraseFingerprints(trx, photoIds)
    await ctx.jobs.enqueue(trx, REMOVE, { photoIds }, { key: newId() })
    await emit(trx, 'verification.photos.erased', of, { userId: of, photoIds, erasedAt: new Date().toISOString() })
    for (const photoId of photoIds) await emit(trx, 'verification.photo.updated', photoId, { photoId, userId: of })
    return photoIds.length
  })
}

async function eraseRecords(trx: Trx, submissions: readonly Submission[]): Promise<void> {
  const ids = submissions.map(({ id }) => id)
  if (ids.length === 0) return
  await clearDetails(trx, ids)
  await deleteInferences(trx, ids)
  await clearCases(trx, ids)
  for (const submission of submissions) {
    if (submission.state !== 'WAITING' && submission.state !== 'MANUAL_REVIEW') continue
    await cancelOpenCase(trx, submission.id)
    await enter(trx, submission, 'REJECTED', reasons(['PHOTO_ERASED']))
  }
}
