import type { Place } from './stations.ts'
import type { Reason, ReviewRequest } from './verification.ts'

/** What deeds tells of eco-deeds. */
export interface DeedsEvents {
  /** A user has submitted a photo of a deed, which is to be judged. `submissionId` is the deed's id. Aggregate of all these: the deed. */
  'deeds.deed.submitted': {
    submissionId: string
    photoId: string
    userId: string
    task: DeedTask
    /** For RECYCLING: the material that is claimed. */
    material: Material | null
    takenAt: string
    place: Place
  }
  /** The photo is in order, and a person must decide on the deed. */
  'deeds.review.requested': ReviewRequest
  /** A deed counts: by the models, by a person, or by a charging session that proves it. */
  'deeds.deed.approved': {
    submissionId: string
    photoId: string
    userId: string
    task: DeedTask
    takenAt: string
    approvedAt: string
  }
  /** The deed changed; read it for its state. */
  'deeds.deed.updated': { submissionId: string; userId: string }
  /**
   * A deed does not count. Its user is shown the `reasons`. `appealable`: they may appeal. Absent from older events, and from what is told
   * again.
   */
  'deeds.deed.rejected': {
    submissionId: string
    photoId: string
    userId: string
    task: DeedTask
    reasons: Reason[]
    appealable?: boolean
  }
}

export type DeedTask = 'TREE_PLANTING' | 'LITTER_CLEAN_UP' | 'RECYCLING' | 'CYCLING' | 'PUBLIC_TRANSPORT' | 'EV_CHARGING'
export type Material = 'CARDBOARD' | 'GLASS' | 'METAL' | 'PAPER' | 'PLASTIC'
