import type { EventEnvelope, Reason } from '#lib/events.ts'
import { decideDeed, leaveDeed } from './decision.ts'
import { changeDeed, erasePlaces, findDeedOf, lockDeed, lockUser } from './deed.queries.ts'
import { reason } from './reasons.ts'
import { reject } from './state.ts'
import type { Deed, Trx } from './tables.ts'

/** Verification has judged a photo. For a deed that does not wait any more, this changes nothing. */
export async function takeVerdict(trx: Trx, { data }: EventEnvelope<'verification.photo.judged'>): Promise<void> {
  const deed = await deedOf(trx, data)
  if (deed?.state !== 'PENDING' || deed.awaits_session_until !== null) return
  const { verdict, reasons, submissionId } = data
  await changeDeed(trx, deed.id, { submission_id: submissionId })
  if (verdict === 'REJECTED') await reject(trx, deed, reasons.length > 0 ? reasons : [reason('PHOTO_REJECTED')], data.appealable)
  else if (verdict === 'MANUAL_REVIEW') await leaveDeed(trx, deed, submissionId, reasons)
  else await decideDeed(trx, deed, { by: 'MODEL', submissionId })
}

/** A reviewer has decided. An appeal may reverse a rejection, once. */
export async function takeDecision(trx: Trx, { data }: EventEnvelope<'verification.review.decided'>): Promise<void> {
  const found = await deedOf(trx, data)
  if (!found || found.state === 'APPROVED' || found.erased_at !== null) return
  if (found.state === 'REJECTED' && (!data.appeal || found.appealed)) return
  // A person has passed it, and its session is waited for. Told again, that would begin the waiting anew.
  if (found.awaits_session_until !== null) return
  if (data.appeal) await changeDeed(trx, found.id, { appealed: true })
  const deed = { ...found, appealed: found.appealed || data.appeal }
  if (data.decision === 'REJECTED') await reject(trx, deed, orElse(data.reasons))
  else await decideDeed(trx, deed, { by: 'PERSON', submissionId: data.submissionId })
}

/** The photos are gone. Place and words of their deeds go too, and open deeds are rejected. */
export const forgetPhotos = (trx: Trx, { data }: EventEnvelope<'verification.photos.erased'>): Promise<void> =>
  forgetPhotosOf(trx, data.userId, data.photoIds, new Date(data.erasedAt))

export async function forgetPhotosOf(trx: Trx, userId: string, photoIds: readonly string[], at: Date): Promise<void> {
  if (photoIds.length === 0) return
  await lockUser(trx, userId)
  for (const deed of await erasePlaces(trx, userId, photoIds, at))
    if (deed.state === 'PENDING' || deed.state === 'MANUAL_REVIEW') await reject(trx, deed, [reason('PHOTO_ERASED')], false)
}

/** The deed of a photo, locked. Its user is locked before it. */
async function deedOf(
  trx: Trx,
  { photoId, userId, purpose }: { photoId: string; userId: string; purpose: string },
): Promise<Deed | null> {
  const found = purpose === 'DEED' ? await findDeedOf(trx, { photoId, userId }) : undefined
  if (!found) return null
  await lockUser(trx, userId)
  return lockDeed(trx, found.id)
}

const orElse = (reasons: readonly Reason[]) => (reasons.length > 0 ? reasons : [reason('REVIEWER_DECISION')])
