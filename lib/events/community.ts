import type { Place } from './stations.ts'
import type { Reason, ReviewRequest } from './verification.ts'

/** What community tells of eco-deeds, and of the events that people meet at. */
export interface CommunityEvents {
  /** A user has submitted a photo of a deed, which is to be judged. Aggregate of all these: the submission. */
  'community.deed.submitted': {
    submissionId: string
    photoId: string
    userId: string
    task: DeedTask
    /** For RECYCLING: the material that is claimed. */
    material: Material | null
    takenAt: string
    place: Place
  }
  /** The photo is in order, and the deed is a matter for a person. */
  'community.review.requested': ReviewRequest
  /** A deed counts: by the models, by a person, or by a charging session that proves it. */
  'community.deed.approved': {
    submissionId: string
    photoId: string
    userId: string
    task: DeedTask
    takenAt: string
    approvedAt: string
  }
  /** The deed changed; read it for its state. */
  'community.deed.updated': { submissionId: string; userId: string }
  /** A deed does not count, for `reasons` that its user is shown. It may be appealed. */
  'community.deed.rejected': { submissionId: string; photoId: string; userId: string; task: DeedTask; reasons: Reason[] }
  /** An event that people meet at; emitted again, whole, whenever it changes. Aggregate of all these: the event. */
  'community.event.saved': {
    eventId: string
    hostId: string
    title: string
    status: 'UPCOMING' | 'LIVE' | 'DONE' | 'CANCELLED'
    startsAt: string
    endsAt: string
  }
  /** Somebody says that they will come. */
  'community.event.joined': { eventId: string; userId: string }
  /** Somebody who had joined will not come. */
  'community.event.left': { eventId: string; userId: string }
  /** Somebody who had joined was there: by the host's code or by place. Once a user and event. */
  'community.event.checked-in': { eventId: string; userId: string }
}

export type DeedTask = 'TREE_PLANTING' | 'LITTER_CLEAN_UP' | 'RECYCLING' | 'CYCLING' | 'PUBLIC_TRANSPORT' | 'EV_CHARGING'
export type Material = 'CARDBOARD' | 'GLASS' | 'METAL' | 'PAPER' | 'PLASTIC'
