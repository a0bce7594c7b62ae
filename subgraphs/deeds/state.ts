import { emit } from '#db/outbox.ts'
import type { EventCatalogue, Reason, ReviewRequest } from '#lib/events.ts'
import { changeDeed } from './deed.queries.ts'
import { reason, type ReasonCode } from './reasons.ts'
import { addToStandings, addToTallies, lockTallies } from './standing.queries.ts'
import type { Deed, Trx } from './tables.ts'

/** What a deed can become. Each function works on a deed that the caller has locked, and emits the change. */

/** `isSeen`: somebody can see something on the photo. What was appealed already is not appealed again. */
export async function reject(trx: Trx, deed: Deed, reasons: readonly Reason[], isSeen = true): Promise<void> {
  const appealable = isSeen && !deed.appealed
  await changeDeed(trx, deed.id, {
    state: 'REJECTED',
    reasons: JSON.stringify(reasons),
    awaits_session_until: null,
    appealable,
    decided_at: new Date(),
  })
  await emit(trx, 'deeds.deed.rejected', deed.id, rejected({ ...deed, appealable }, reasons))
  await changed(trx, deed)
}

/** `sessionId` is the charging session that proves it; null for other tasks. */
export async function approve(trx: Trx, deed: Deed, sessionId: string | null): Promise<void> {
  const approvedAt = new Date()
  await changeDeed(trx, deed.id, {
    state: 'APPROVED',
    reasons: '[]',
    session_id: sessionId,
    awaits_session_until: null,
    decided_at: approvedAt,
  })
  await lockTallies(trx)
  await addToTallies(trx, await addToStandings(trx, deed))
  await emit(trx, 'deeds.deed.approved', deed.id, approved(deed, approvedAt))
  await changed(trx, deed)
}

/** The photo is in order. The charging session has until then to become known. */
export async function waitForSession(trx: Trx, deed: Deed, passedBy: 'MODEL' | 'PERSON', until: Date): Promise<void> {
  await changeDeed(trx, deed.id, {
    state: 'PENDING',
    reasons: '[]',
    passed_by: passedBy,
    awaits_session_until: until,
    decided_at: null,
  })
  await changed(trx, deed)
}

/** A person looks at it already: verification has asked for that. */
export async function leaveToPerson(trx: Trx, deed: Deed, reasons: readonly Reason[]): Promise<void> {
  await changeDeed(trx, deed.id, {
    state: 'MANUAL_REVIEW',
    reasons: JSON.stringify(reasons),
    awaits_session_until: null,
    decided_at: null,
  })
  await changed(trx, deed)
}

export interface Question {
  /** Verification's id of the submission. */
  submissionId: string
  codes: readonly ReasonCode[]
  evidence: ReviewRequest['evidence']
  /** Reasons for which a person looks at it anyway. */
  others?: readonly Reason[]
}

/** Asks a person to decide on the deed, and shows them the figures. */
export async function askPerson(trx: Trx, deed: Deed, { submissionId, codes, evidence, others = [] }: Question): Promise<void> {
  const reasons = codes.map(reason)
  await leaveToPerson(trx, deed, [...others, ...reasons])
  const { photo_id: photoId, user_id: userId } = deed
  await emit(trx, 'deeds.review.requested', deed.id, { submissionId, photoId, userId, reasons, evidence, distanceM: null })
}

const changed = (trx: Trx, { id, user_id }: Deed) => emit(trx, 'deeds.deed.updated', id, { submissionId: id, userId: user_id })

const named = ({ id, photo_id, user_id, task }: Deed) => ({ submissionId: id, photoId: photo_id, userId: user_id, task })

/** A deed that counts, as the other boxes are told. */
export const approved = (deed: Deed, at: Date): EventCatalogue['deeds.deed.approved'] => ({
  ...named(deed),
  takenAt: deed.taken_at.toISOString(),
  approvedAt: at.toISOString(),
})

/** One that was rejected. */
export const rejected = (deed: Deed, reasons: readonly Reason[]): EventCatalogue['deeds.deed.rejected'] => ({
  ...named(deed),
  reasons: [...reasons],
  ...(deed.appealable !== null && { appealable: deed.appealable }),
})
