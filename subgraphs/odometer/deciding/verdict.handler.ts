import type { EventEnvelope, Reason } from '#lib/events.ts'
import { lockVehicle } from '../projection.queries.ts'
import { decideReading } from './reading.ts'
import { reason } from './reasons.ts'
import { leaveToPerson, reject } from './outcome.ts'
import type { Trx, Upload } from '../tables.ts'
import { changeUpload, clearPlaces, findUploadOf, lockUpload } from '../upload.queries.ts'

/** Verification has judged a photo. For an upload that does not wait any more, this changes nothing. */
export async function takeVerdict(trx: Trx, { data }: EventEnvelope<'verification.photo.judged'>): Promise<void> {
  const upload = await uploadOf(trx, data)
  if (upload?.state !== 'PENDING') return
  const { verdict, reasons, reading, submissionId } = data
  if (verdict === 'REJECTED') await reject(trx, upload, orElse(reasons, 'The photo was rejected.'), data.appealable)
  else if (verdict === 'MANUAL_REVIEW') await leaveToPerson(trx, upload, reasons)
  else await decideReading(trx, upload, { reading, submissionId, person: null })
}

/** A reviewer has decided. An appeal may reverse a rejection, once. */
export async function takeDecision(trx: Trx, { data }: EventEnvelope<'verification.review.decided'>): Promise<void> {
  const found = await uploadOf(trx, data)
  if (!found || found.state === 'APPROVED') return
  if (found.state === 'REJECTED' && (!data.appeal || found.appealed)) return
  const upload = data.appeal ? await changeUpload(trx, found.id, { appealed: true }) : found
  const { decision, reasons, reading, submissionId, instrument, display = null } = data
  if (decision === 'REJECTED') await reject(trx, upload, orElse(reasons, 'A reviewer has rejected the photo.'))
  else await decideReading(trx, upload, { reading, submissionId, person: { instrument, display } })
}

/** The photos are gone. The places where they were taken go too, and open uploads are rejected. */
export const forgetPhotos = (trx: Trx, { data }: EventEnvelope<'verification.photos.erased'>): Promise<void> =>
  forgetPhotosOf(trx, data.userId, data.photoIds)

export async function forgetPhotosOf(trx: Trx, userId: string, photoIds: readonly string[]): Promise<void> {
  if (photoIds.length === 0) return
  for (const upload of await clearPlaces(trx, userId, photoIds))
    if (upload.state === 'PENDING' || upload.state === 'MANUAL_REVIEW') await reject(trx, upload, [reason('PHOTO_ERASED')], false)
}

/** The upload of a photo, locked. Its vehicle is locked before it: uploads of one vehicle are decided one after the other. */
async function uploadOf(
  trx: Trx,
  { photoId, userId, purpose }: { photoId: string; userId: string; purpose: string },
): Promise<Upload | null> {
  const found = purpose === 'ODOMETER' ? await findUploadOf(trx, { photoId, userId }) : undefined
  if (!found) return null
  await lockVehicle(trx, found.vehicle_id)
  return lockUpload(trx, found.id)
}

const orElse = (reasons: readonly Reason[], message: string): readonly Reason[] =>
  reasons.length > 0 ? reasons : [{ code: 'REVIEWER_DECISION', message }]
