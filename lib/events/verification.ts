/** What verification finds out of photos. */
export interface VerificationEvents {
  /** What is known of a submitted photo, and what follows from it. Once a submission. Aggregate of all these: the submission. */
  'verification.photo.judged': {
    submissionId: string
    photoId: string
    userId: string
    purpose: PhotoPurpose
    verdict: Verdict
    reasons: Reason[]
    /** For an odometer photo; null where nothing was read. */
    reading: OdometerReading | null
    judgedAt: string
  }
  /** A person has decided. An appeal is decided once more, and that stands. */
  'verification.review.decided': {
    submissionId: string
    photoId: string
    userId: string
    purpose: PhotoPurpose
    decision: 'APPROVED' | 'REJECTED'
    reasons: Reason[]
    /** What the reviewer read, in the display's own unit; null for a deed, and where they rejected. */
    reading: OdometerReading | null
    /** What happened to the instrument since the reading before. */
    instrument: 'SAME' | 'ROLLED_OVER' | 'REPLACED'
    appeal: boolean
    decidedAt: string
  }
  /** The photo's state changed; read it. Aggregate: the photo. */
  'verification.photo.updated': { photoId: string; userId: string }
  /** A case of the review queue was opened, claimed, given back or closed. Aggregate: the case. */
  'verification.review.updated': { caseId: string; submissionId: string }
  /** The user's photos are gone; what was derived from them for the ledger stays. Aggregate: the user. */
  'verification.photos.erased': { userId: string; photoIds: string[]; erasedAt: string }
}

export type PhotoPurpose = 'ODOMETER' | 'DEED'
export type Verdict = 'APPROVED' | 'REJECTED' | 'MANUAL_REVIEW'

/** Why a verdict is what it is: a code that stays, and a sentence for the one who took the photo. */
export interface Reason {
  code: string
  message: string
}

/** What a display shows, in the display's own unit. */
export interface OdometerReading {
  /** Whole units. */
  value: number
  /** How likely it is right to the last digit, 0 to 1; 1 where a person has read it. */
  confidence: number
}

/** A domain asks for a person's look at a submission whose photo is in order. */
export interface ReviewRequest {
  submissionId: string
  photoId: string
  userId: string
  reasons: Reason[]
  /** Figures to be shown beside the photo. */
  evidence: { label: string; value: string }[]
  /** What hangs on it, in metres of a reading; null where it is no reading. Above a limit, two reviewers must agree. */
  distanceM: number | null
}

/** A part of a picture, in fractions of its width and height, from the top left. */
export interface Frame {
  left: number
  top: number
  width: number
  height: number
}
