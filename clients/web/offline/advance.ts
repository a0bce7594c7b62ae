import { EvergraphError, isPassing } from '../../sdk/errors.ts'
import type { QueuedPhoto, Trouble, UploadLink } from './photo.ts'

/** What has happened to a photo. */
export type Happened =
  | { is: 'RESERVED'; photoId: string; link: UploadLink; at: number }
  /** The link is not valid any more. */
  | { is: 'LINK_ENDED' }
  | { is: 'UPLOADED' }
  /** It is about to be submitted. Written down before, because the answer may be lost. */
  | { is: 'TELLING' }
  | { is: 'SUBMITTED'; subjectId: string }
  | { is: 'FAILED'; error: unknown }
  /** Its owner wants another try, of something else perhaps. */
  | { is: 'WANTED_AGAIN'; claim?: unknown }

/** The platform removes what is not submitted within 24 hours. A photo that waited longer begins anew. */
const RESERVED_FOR_MS = 20 * 3_600_000

/** What is to be done next; null where there is nothing to do. */
export function nextOf({ step, trouble }: QueuedPhoto<unknown>, now: number): 'RESERVE' | 'UPLOAD' | 'SUBMIT' | null {
  if (step.at === 'SUBMITTED' || trouble?.kind === 'REFUSED') return null
  if (step.at === 'KEPT') return 'RESERVE'
  const isOver = Math.abs(now - step.reservedAt) > RESERVED_FOR_MS
  // What may have been submitted is submitted under the same id, or it would be there twice.
  if (isOver && !(step.at === 'UPLOADED' && step.told)) return 'RESERVE'
  return step.at === 'RESERVED' ? 'UPLOAD' : 'SUBMIT'
}

/** The photo after that. */
export function advance<Claim>(photo: QueuedPhoto<Claim>, happened: Happened): QueuedPhoto<Claim> {
  const { step } = photo
  switch (happened.is) {
    case 'RESERVED': {
      const { photoId, link, at } = happened
      return { ...photo, trouble: null, step: { at: 'RESERVED', photoId, link, reservedAt: at } }
    }
    case 'LINK_ENDED':
      return { ...photo, trouble: null, step: { at: 'KEPT' } }
    case 'UPLOADED':
      if (step.at !== 'RESERVED') return photo
      return { ...photo, trouble: null, step: { at: 'UPLOADED', photoId: step.photoId, reservedAt: step.reservedAt, told: false } }
    case 'TELLING':
      return step.at === 'UPLOADED' ? { ...photo, step: { ...step, told: true } } : photo
    case 'SUBMITTED':
      if (step.at !== 'UPLOADED') return photo
      return { ...photo, trouble: null, step: { at: 'SUBMITTED', photoId: step.photoId, subjectId: happened.subjectId } }
    case 'WANTED_AGAIN':
      // The claim is of the photo's own kind: its owner's page gives it.
      return { ...photo, trouble: null, claim: (happened.claim as Claim | undefined) ?? photo.claim }
    case 'FAILED':
      return failed(photo, happened.error)
  }
}

function failed<Claim>(photo: QueuedPhoto<Claim>, error: unknown): QueuedPhoto<Claim> {
  const trouble = troubleOf(error)
  // A capture that is used or over is worth nothing; the photo goes without it, as one from the gallery.
  if (trouble.field === 'captureId' && photo.captureId !== null) return { ...photo, captureId: null, trouble: null }
  return { ...photo, trouble }
}

function troubleOf(error: unknown): Trouble {
  if (!(error instanceof EvergraphError)) throw error
  const { code, message, issues } = error
  const [issue] = issues
  const kind = isPassing(error) ? 'UNREACHABLE' : (KINDS[code] ?? 'REFUSED')
  return { kind, code, message: issue?.message ?? message, field: issue?.path.at(-1)?.toString() ?? null }
}

const KINDS: Readonly<Record<string, Trouble['kind']>> = {
  RATE_LIMITED: 'BUSY',
  CONSENT_NEEDED: 'CONSENT',
  UNAUTHENTICATED: 'SIGNED_OUT',
}
