import type { Display } from './display.ts'
/** What verification finds out of photos. */
export interface VerificationEvents {
  /** The verdict on a submitted photo. Once for a submission. Aggregate of all these: the submission. */
  'verification.photo.judged': {
    submissionId: string
    photoId: string
    userId: string
    purpose: PhotoPurpose
    verdict: Verdict
    reasons: Reason[]
    /** Of an odometer photo; null if nothing was read. */
    reading: OdometerReading | null
    /** Of a rejection: whether somebody can see something on the photo, so that it can be appealed. Absent otherwise, and from older events. */
    appealable?: boolean
    judgedAt: string
  }
  /** A person has decided. After an appeal another person decides, and that stands. */
  'verification.review.decided': {
    submissionId: string
    photoId: string
    userId: string
    purpose: PhotoPurpose
    decision: 'APPROVED' | 'REJECTED'
    reasons: Reason[]
    /** What the reviewer read, in the display's own unit; null for a deed, and for a rejection. */
    reading: OdometerReading | null
    /** What happened to the instrument since the reading before. */
    instrument: 'SAME' | 'ROLLED_OVER' | 'REPLACED'
    /** What the display counts in, as the reviewer says. Absent where they have not said it, and from older events. */
    display?: Display
    appeal: boolean
    decidedAt: string
  }
  /** The photo's state changed; read it. Aggregate: the photo. */
  'verification.photo.updated': { photoId: string; userId: string }
  /** A case of the review queue was opened, claimed, given back or closed. Aggregate: the case. */
  'verification.review.updated': {
    caseId: string
    submissionId: string
    /** OPEN: it waits for a person. Absent from older events. */
    state?: 'OPEN' | 'DECIDED' | 'CANCELLED'
  }
  /** The user's photos are gone. What the ledger needs of them stays. Aggregate: the user. */
  'verification.photos.erased': { userId: string; photoIds: string[]; erasedAt: string }
}

export type PhotoPurpose = 'ODOMETER' | 'DEED'
export type Verdict = 'APPROVED' | 'REJECTED' | 'MANUAL_REVIEW'

/** Why a verdict is what it is: a code that never changes, and a sentence for whoever took the photo. */
export interface Reason {
  code: string
  message: string
}

/** What a display shows, in the display's own unit. */
export interface OdometerReading {
  /** Whole units. */
  value: number
  /** How likely it is right to the last digit, from 0 to 1. It is 1 if a person has read it. */
  confidence: number
  /** True if a last digit was left out that counts tenths. Absent from older events, and from what people have read. */
  tenths?: boolean
}

/** A domain asks for a person to look at a submission whose photo is in order. */
export interface ReviewRequest {
  submissionId: string
  photoId: string
  userId: string
  reasons: Reason[]
  /** Figures to be shown beside the photo. */
  evidence: { label: string; value: string }[]
  /** The metres that a reading would add; null for a deed. Above a limit, two reviewers must agree. */
  distanceM: number | null
}

/** A part of a picture, in fractions of its width and height, from the top left. */
export interface Frame {
  left: number
  top: number
  width: number
  height: number
}
