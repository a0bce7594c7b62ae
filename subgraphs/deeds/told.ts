import type { EventCatalogue, Reason } from '#lib/events.ts'
import type { Deed } from './tables.ts'

/** What deeds tells of its rows: when they change, and again to who comes late. */

const named = ({ id, photo_id, user_id, task }: Deed) => ({ submissionId: id, photoId: photo_id, userId: user_id, task })

export const approved = (deed: Deed, at: Date): EventCatalogue['deeds.deed.approved'] => ({
  ...named(deed),
  takenAt: deed.taken_at.toISOString(),
  approvedAt: at.toISOString(),
})

export const rejected = (deed: Deed, reasons: readonly Reason[]): EventCatalogue['deeds.deed.rejected'] => ({
  ...named(deed),
  reasons: [...reasons],
})
