import { emit } from '#db/outbox.ts'
import type { EventEnvelope, PhotoPurpose } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import type { Services } from '../context.ts'
import type { ReasonCode } from '../findings.ts'
import { JUDGE } from '../jobs.ts'
import { lockPhoto } from '../photos/photo.queries.ts'
import { reasons } from '../reasons.ts'
import { insertSubmission } from './submission.queries.ts'
import type { NewSubmission, Trx } from '../tables.ts'

/** An odometer photo is to be judged. */
export function takeOdometerPhoto(trx: Trx, event: EventEnvelope<'odometer.photo.submitted'>, ctx: Services): Promise<void> {
  const { uploadId, photoId, userId, vehicleId, unit, tenths = null, previous, takenAt, place, guideFrame } = event.data
  return take(trx, ctx, {
    ...empty(photoId, userId, 'ODOMETER', event.occurredAt),
    subject_id: uploadId,
    vehicle_id: vehicleId,
    unit,
    tenths,
    previous_value: previous?.value ?? null,
    previous_unit: previous ? (previous.unit ?? unit) : null,
    previous_taken_at: previous ? new Date(previous.takenAt) : null,
    guide_frame: guideFrame ? JSON.stringify(guideFrame) : null,
    taken_at: new Date(takenAt),
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
  })
}

/** A deed's photo is to be judged. */
export function takeDeedPhoto(trx: Trx, event: EventEnvelope<'deeds.deed.submitted'>, ctx: Services): Promise<void> {
  const { submissionId, photoId, userId, task, material, takenAt, place } = event.data
  return take(trx, ctx, {
    ...empty(photoId, userId, 'DEED', event.occurredAt),
    subject_id: submissionId,
    task,
    material,
    taken_at: new Date(takenAt),
    latitude: place.latitude,
    longitude: place.longitude,
  })
}

const empty = (photoId: string, userId: string, purpose: PhotoPurpose, occurredAt: string) => ({
  id: newId(),
  photo_id: photoId,
  user_id: userId,
  purpose,
  vehicle_id: null,
  unit: null,
  tenths: null,
  previous_value: null,
  previous_unit: null,
  previous_taken_at: null,
  guide_frame: null,
  task: null,
  material: null,
  submitted_at: new Date(occurredAt),
})

async function take(trx: Trx, { jobs }: Services, wanted: NewSubmission): Promise<void> {
  const photo = await lockPhoto(trx, wanted.photo_id)
  const own = photo && photo.user_id === wanted.user_id && photo.purpose === wanted.purpose && photo.erased_at === null
  if (!own) return refused(trx, wanted, 'PHOTO_MISSING')
  const submission = await insertSubmission(trx, wanted)
  if (!submission) return refused(trx, wanted, 'DUPLICATE')
  await jobs.enqueue(trx, JUDGE, { submissionId: submission.id }, { key: submission.id })
  await emit(trx, 'verification.photo.updated', photo.id, { photoId: photo.id, userId: photo.user_id })
}

/** Rejects: there is nothing to judge. If the photo has a submission of its own, that stays as it is. */
async function refused(trx: Trx, { id, photo_id, user_id, purpose }: NewSubmission, code: ReasonCode): Promise<void> {
  await emit(trx, 'verification.photo.judged', id, {
    submissionId: id,
    photoId: photo_id,
    userId: user_id,
    purpose,
    verdict: 'REJECTED',
    reasons: reasons([code]),
    reading: null,
    appealable: false,
    judgedAt: new Date().toISOString(),
  })
}
