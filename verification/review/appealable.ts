import { VERIFICATION_LIMITS } from '../limits.ts'
import type { Photo, ReviewCase, Submission, VerdictRow } from '../tables.ts'

const DAY_MS = 86_400_000

interface Known {
  photo: Photo
  submission: Submission | null | undefined
  verdict: VerdictRow | null | undefined
  /** The appeal that was made already. */
  appeal: ReviewCase | null | undefined
}

/** Until when the one who took a photo may appeal its rejection; null if they may not. */
export function appealUntil(known: Known): Date | null {
  const { photo, submission } = known
  return !submission || photo.erased_at || whyNoAppeal(known) !== null ? null : endOf(submission)
}

/** Why there is no appeal, with what to do; null if there is one. */
export function whyNoAppeal({ photo, submission, verdict, appeal }: Known): string | null {
  if (appeal) return 'You have appealed this photo, and that decision stands. Take a new one.'
  if (submission?.state !== 'REJECTED') return 'Only a photo that was rejected can be appealed.'
  if (Date.now() > endOf(submission).getTime())
    return `A rejection can be appealed for ${VERIFICATION_LIMITS.appealDays} days. Take a new photo.`
  // A photo that could not be decoded went to a person before, and may do so again.
  if (!photo.viewable && verdict?.verdict !== 'MANUAL_REVIEW') return 'Nobody can see anything on this file. Take a new photo.'
  return null
}

const endOf = ({ state_at }: Submission): Date => new Date(state_at.getTime() + VERIFICATION_LIMITS.appealDays * DAY_MS)
