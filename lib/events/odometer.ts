import type { DistanceUnit } from './display.ts'
import type { Place } from './stations.ts'
import type { Frame, Reason, ReviewRequest } from './verification.ts'

/** What odometer tells of readings and the photos that they come from. */
export interface OdometerEvents {
  /** A driver has submitted a photo of an odometer, which is to be judged. Aggregate of all these: the upload. */
  'odometer.photo.submitted': {
    uploadId: string
    photoId: string
    userId: string
    vehicleId: string
    /** Unit of the vehicle's instrument. */
    unit: DistanceUnit
    /**
     * Whether the last digit of the vehicle's display counts tenths; null while nobody has said it, and absent from older events, which is the
     * same.
     */
    tenths?: boolean | null
    /** The vehicle's last approved reading in whole units of `unit`, and what it was in. That is absent from older events: as now. */
    previous: { value: number; takenAt: string; unit?: DistanceUnit } | null
    takenAt: string
    place: Place | null
    /** Where the capture flow's guide frame stood, in fractions of the upright photo. */
    guideFrame: Frame | null
  }
  /** The photo is in order, and a person must decide on the reading. */
  'odometer.review.requested': ReviewRequest
  /**
   * A reading counts, by the models or by a person. `distanceM` is what it adds to the one before: 0 for a vehicle's first, and if the
   * instrument was replaced.
   */
  'odometer.reading.approved': {
    readingId: string
    uploadId: string
    photoId: string
    userId: string
    vehicleId: string
    readingM: number
    distanceM: number
    takenAt: string
    approvedAt: string
  }
  /** The upload changed; read it for its state. */
  'odometer.upload.updated': { uploadId: string; userId: string }
  /**
   * A photo gives no reading. Its user is shown the `reasons`. `appealable`: they may appeal. Absent from older events, and from what is told
   * again.
   */
  'odometer.upload.rejected': {
    uploadId: string
    photoId: string
    userId: string
    vehicleId: string
    reasons: Reason[]
    appealable?: boolean
  }
}
