import { namesOnLeaderboards } from '#lib/leaderboard/standing.queries.ts'
import { one } from '#lib/graphql/loaders.ts'
import { lastReadings, readings, readingsBefore, readingsOfUploads } from './reading.queries.ts'
import { totalsOfUsers } from './standing/standing.queries.ts'
import type { Db } from './tables.ts'
import { uploads } from './upload.queries.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db) => ({
  upload: one(db, uploads, 'id'),
  reading: one(db, readings, 'id'),
  readingOfUpload: one(db, readingsOfUploads, 'upload_id'),
  readingBefore: one(db, readingsBefore, 'next_id'),
  lastReadingOfVehicle: one(db, lastReadings, 'vehicle_id'),
  totalsOfUser: one(db, totalsOfUsers, 'user_id'),
  nameOnLeaderboards: one(db, namesOnLeaderboards, 'user_id'),
})
