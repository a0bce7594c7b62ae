import { emit } from '#db/outbox.ts'
import type { Reason, ReviewRequest } from '#lib/events.ts'
import { reason } from './reasons.ts'
import type { Asked, Trx, Upload } from '../tables.ts'
import { rejected } from '../told.ts'
import { changeUpload } from '../upload.queries.ts'

/** What an upload can become. Each function works on an upload that the caller has locked, and emits the change. */

/** `isSeen`: somebody can see something on the photo. What was appealed already is not appealed again. */
export async function reject(trx: Trx, upload: Upload, reasons: readonly Reason[], isSeen = true): Promise<void> {
  const now = await changeUpload(trx, upload.id, {
    state: 'REJECTED',
    reasons: JSON.stringify(reasons),
    appealable: isSeen && !upload.appealed,
    decided_at: new Date(),
  })
  await emit(trx, 'odometer.upload.rejected', upload.id, rejected(now, reasons))
  await changed(trx, upload)
}

/** Its reading is written already, in the same transaction. */
export async function approve(trx: Trx, upload: Upload): Promise<void> {
  await changeUpload(trx, upload.id, { state: 'APPROVED', reasons: '[]', decided_at: new Date() })
  await changed(trx, upload)
}

/** A person looks at it already: verification has asked for that. */
export async function leaveToPerson(trx: Trx, upload: Upload, reasons: readonly Reason[]): Promise<void> {
  await changeUpload(trx, upload.id, { state: 'MANUAL_REVIEW', reasons: JSON.stringify(reasons), decided_at: null })
  await changed(trx, upload)
}

/** The photo is in order. Asks a person to decide on the reading. */
export async function askPerson(
  trx: Trx,
  upload: Upload,
  { submissionId, asked, evidence }: { submissionId: string; asked: Asked; evidence: ReviewRequest['evidence'] },
): Promise<void> {
  const reasons = asked.codes.map(reason)
  await changeUpload(trx, upload.id, { asked: JSON.stringify(asked) })
  await leaveToPerson(trx, upload, reasons)
  const { photo_id: photoId, user_id: userId } = upload
  const { distanceM } = asked
  await emit(trx, 'odometer.review.requested', upload.id, { submissionId, photoId, userId, reasons, evidence, distanceM })
}

const changed = (trx: Trx, { id, user_id }: Upload) => emit(trx, 'odometer.upload.updated', id, { uploadId: id, userId: user_id })
