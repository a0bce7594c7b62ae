import { namesOnLeaderboards } from '#lib/leaderboard/standing.queries.ts'
import { one } from '#lib/loaders.ts'
import { lastReadings, readings, readingsBefore, readingsOfUploads } from './reading.queries.ts'
import { totalsOfUsers } from './standing/standing.queries.ts'
import type { Db } from './tables.ts'
import { uploads } from './upload.queries.ts'

export type Loaders = ReturnType<typeof createLoaders>

/**
 * Batched look-ups of one request. Nothing is remembered between batches: the context of a subscription lives as long as its
 * stream, and must see each state as it is.
 */
export const createLoaders = (db: Db) => ({
  upload: one(
    (ids) => uploads(db, ids),
    (row) => row.id,
  ),
  reading: one(
    (ids) => readings(db, ids),
    (row) => row.id,
  ),
  readingOfUpload: one(
    (ids) => readingsOfUploads(db, ids),
    (row) => row.upload_id,
  ),
  readingBefore: one(
    (ids) => readingsBefore(db, ids),
    (row) => row.next_id,
  ),
  lastReadingOfVehicle: one(
    (ids) => lastReadings(db, ids),
    (row) => row.vehicle_id,
  ),
  totalsOfUser: one(
    (ids) => totalsOfUsers(db, ids),
    (row) => row.user_id,
  ),
  nameOnLeaderboards: one(
    (ids) => namesOnLeaderboards(db, ids),
    (row) => row.user_id,
  ),
})
