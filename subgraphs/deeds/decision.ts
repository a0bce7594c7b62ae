import type { Reason } from '#lib/events.ts'
import { countLike } from './deed.queries.ts'
import { limitOf } from './limit.queries.ts'
import { startOf } from '#lib/period.ts'
import { DEEDS_LIMITS } from './limits.ts'
import { unusedChargesAt } from './projection.queries.ts'
import { proofOf } from './proof.ts'
import { reason, type ReasonCode } from './reasons.ts'
import { approve, askPerson, leaveToPerson, reject, waitForSession, type Question } from './state.ts'
import type { Deed, Trx } from './tables.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Who found the photo to be in order, and verification's id of the submission. */
export interface Passed {
  by: 'MODEL' | 'PERSON'
  submissionId: string
}

/**
 * The photo is in order. Decides by the deed's own rules whether it counts. The deed and its user are locked. A person's word overrides
 * limits, but never the proof by a charging session.
 */
export async function decideDeed(trx: Trx, deed: Deed, passed: Passed): Promise<void> {
  const proof = deed.task === 'EV_CHARGING' ? await proofIn(trx, deed) : null
  if (proof && proof.sessionId === null) return withoutProof(trx, deed, passed, proof.unplaced)
  const unusual = passed.by === 'MODEL' ? await unusualOf(trx, deed) : null
  if (unusual) await askPerson(trx, deed, { submissionId: passed.submissionId, ...unusual })
  else await approve(trx, deed, proof?.sessionId ?? null)
}

/** Verification asks a person about the photo. What is unusual about the deed is shown to them too. */
export async function leaveDeed(trx: Trx, deed: Deed, submissionId: string, others: readonly Reason[]): Promise<void> {
  const unusual = await unusualOf(trx, deed)
  if (unusual) await askPerson(trx, deed, { submissionId, ...unusual, others })
  else await leaveToPerson(trx, deed, others)
}

async function proofIn(trx: Trx, deed: Deed) {
  const { latitude, longitude, taken_at: takenAt, user_id } = deed
  const sessions = await unusedChargesAt(trx, user_id, takenAt, DEEDS_LIMITS.sessionSlackMs)
  return proofOf(sessions, { place: latitude === null || longitude === null ? null : { latitude, longitude }, takenAt })
}

/** Without a session now: it may still run, or its event may be on its way. */
async function withoutProof(trx: Trx, deed: Deed, passed: Passed, unplaced: string | null): Promise<void> {
  const until = new Date(deed.taken_at.getTime() + DEEDS_LIMITS.sessionWaitMs)
  if (unplaced !== null && passed.by === 'PERSON') return approve(trx, deed, unplaced)
  if (until > new Date()) {
    if (deed.awaits_session_until === null) await waitForSession(trx, deed, passed.by, until)
    return
  }
  if (unplaced === null) return reject(trx, deed, [reason('NO_CHARGING_SESSION')])
  await askPerson(trx, deed, {
    submissionId: passed.submissionId,
    codes: ['STATION_PLACE_UNKNOWN'],
    evidence: [{ label: 'Charging session at that time', value: unplaced }],
  })
}

/** What there is unusually much of, with its figures; null if all is as usual. */
async function unusualOf(trx: Trx, deed: Deed): Promise<Pick<Question, 'codes' | 'evidence'> | null> {
  const day = startOf('DAY', deed.taken_at)
  const at = deed.taken_at.getTime()
  const perDay = await limitOf(trx, deed.task)
  const sameDay = await countLike(trx, deed, day, new Date(day.getTime() + DAY_MS))
  const sameHour = await countLike(trx, deed, new Date(at - HOUR_MS + 1), new Date(at + HOUR_MS))
  const codes: ReasonCode[] = []
  if (sameDay >= perDay) codes.push('DAILY_LIMIT')
  // With a charging session each, two charges within an hour are no doubt.
  if (sameHour > 0 && deed.task !== 'EV_CHARGING') codes.push('SAME_HOUR')
  if (codes.length === 0) return null
  const evidence = [
    { label: 'Others of this task on that day, approved or in review', value: `${sameDay} of ${perDay}` },
    { label: 'Others of this task within an hour', value: String(sameHour) },
  ]
  return { codes, evidence }
}
