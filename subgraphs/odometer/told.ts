import type { EventCatalogue, Reason } from '#lib/events.ts'
import type { Reading, Upload } from './tables.ts'

/** What odometer tells of its rows: when they change, and again to who comes late. */

export const approved = (reading: Reading): EventCatalogue['odometer.reading.approved'] => ({
  readingId: reading.id,
  uploadId: reading.upload_id,
  photoId: reading.photo_id,
  userId: reading.user_id,
  vehicleId: reading.vehicle_id,
  readingM: reading.reading_m,
  distanceM: reading.distance_m,
  takenAt: reading.taken_at.toISOString(),
  approvedAt: reading.approved_at.toISOString(),
})

export const rejected = (
  upload: Omit<Upload, 'reasons'>,
  reasons: readonly Reason[],
): EventCatalogue['odometer.upload.rejected'] => ({
  uploadId: upload.id,
  photoId: upload.photo_id,
  userId: upload.user_id,
  vehicleId: upload.vehicle_id,
  reasons: [...reasons],
  ...(upload.appealable !== null && { appealable: upload.appealable }),
})
