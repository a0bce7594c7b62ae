import { emit } from '#db/outbox.ts'
import type { Jobs } from '#lib/work/jobs.ts'
import { newId } from '#lib/id.ts'
import { eraseFingerprints } from '../duplicates/duplicates.ts'
import { REMOVE } from '../jobs.ts'
import { withdrawConsentOf } from '../photos/consent.queries.ts'
import { reasons } from '../reasons.ts'
import { cancelOpenCase, enter } from '../submissions/review-case.handler.ts'
import type { Submission, Trx } from '../tables.ts'
import { clearCases, clearDetails, clearPlaces, deleteInferences, lockPhotosOf, markErased } from './erasure.queries.ts'

/** Ends a user's consent and erases their photos; how many there were. A job removes the files. */
export async function erasePhotosOf(trx: Trx, jobs: Jobs, userId: string): Promise<number> {
  await withdrawConsentOf(trx, userId)
  const photoIds = (await lockPhotosOf(trx, userId)).map(({ id }) => id)
  if (photoIds.length === 0) return 0
  await markErased(trx, photoIds)
  await eraseRecords(trx, await clearPlaces(trx, photoIds))
  await eraseFingerprints(trx, photoIds)
  await jobs.enqueue(trx, REMOVE, { photoIds }, { key: newId() })
  await emit(trx, 'verification.photos.erased', userId, { userId, photoIds, erasedAt: new Date().toISOString() })
  for (const photoId of photoIds) await emit(trx, 'verification.photo.updated', photoId, { photoId, userId })
  return photoIds.length
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
