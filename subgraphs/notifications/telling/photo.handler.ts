import type { EventEnvelope } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { wasTold } from './photo.queries.ts'
import { tell } from './tell.ts'

/** What became of photos. All of one submission have one cause, so whatever says it twice tells it once. */

/** Tells that a person looks at a photo. */
export async function tellLookedAt(trx: Trx, event: EventEnvelope<'verification.photo.judged'>): Promise<void> {
  const { submissionId, userId, purpose, verdict } = event.data
  if (verdict === 'MANUAL_REVIEW')
    await tell(trx, event, 'PHOTO_ASKED', { userId, cause: submissionId, params: { purpose }, link: linkOf(purpose, submissionId) })
}

/** Tells the same where the models had nothing against it, and its domain asks for a person. */
export async function tellAsked(
  trx: Trx,
  event: EventEnvelope<'odometer.review.requested'> | EventEnvelope<'deeds.review.requested'>,
): Promise<void> {
  const { submissionId, userId } = event.data
  const purpose = event.name === 'odometer.review.requested' ? 'ODOMETER' : 'DEED'
  await tell(trx, event, 'PHOTO_ASKED', { userId, cause: submissionId, params: { purpose }, link: linkOf(purpose, submissionId) })
}

export async function tellReading(trx: Trx, event: EventEnvelope<'odometer.reading.approved'>): Promise<void> {
  const { uploadId, userId } = event.data
  await tellApproved(trx, event, 'ODOMETER', uploadId, userId)
}

/** A deed that a charging session proves has no photo of which something could be told. */
export async function tellDeed(trx: Trx, event: EventEnvelope<'deeds.deed.approved'>): Promise<void> {
  const { submissionId, userId, task } = event.data
  if (task !== 'EV_CHARGING') await tellApproved(trx, event, 'DEED', submissionId, userId)
}

export async function tellRejected(
  trx: Trx,
  event: EventEnvelope<'odometer.upload.rejected'> | EventEnvelope<'deeds.deed.rejected'>,
): Promise<void> {
  const { data } = event
  const [purpose, id] = 'uploadId' in data ? (['ODOMETER', data.uploadId] as const) : (['DEED', data.submissionId] as const)
  if (await wasTold(trx, data.userId, 'APPEAL_DECIDED', id)) return
  const params = { purpose, reason: data.reasons[0]?.code ?? null, appealable: data.appealable ?? false }
  await tell(trx, event, 'PHOTO_REJECTED', { userId: data.userId, cause: id, params, link: linkOf(purpose, id) })
}

/** Tells what became of an appeal. A first decision is told by what its domain makes of it. */
export async function tellAppeal(trx: Trx, event: EventEnvelope<'verification.review.decided'>): Promise<void> {
  const { submissionId, userId, purpose, decision, appeal } = event.data
  if (!appeal) return
  const params = { purpose, approved: decision === 'APPROVED' }
  await tell(trx, event, 'APPEAL_DECIDED', { userId, cause: submissionId, params, link: linkOf(purpose, submissionId) })
}

async function tellApproved(
  trx: Trx,
  event: EventEnvelope<'odometer.reading.approved' | 'deeds.deed.approved'>,
  purpose: 'ODOMETER' | 'DEED',
  id: string,
  userId: string,
): Promise<void> {
  // Who was told that their appeal was right knows it.
  if (await wasTold(trx, userId, 'APPEAL_DECIDED', id)) return
  await tell(trx, event, 'PHOTO_APPROVED', { userId, cause: id, params: { purpose }, link: linkOf(purpose, id) })
}

const linkOf = (purpose: 'ODOMETER' | 'DEED', id: string): string => `/${purpose === 'ODOMETER' ? 'readings' : 'deeds'}/${id}`
