import type { Caller } from '#lib/auth.ts'
import { one } from '#lib/graphql/loaders.ts'
import { attendancesOf } from './attendance.queries.ts'
import { meetups } from './meetup.queries.ts'
import type { Db } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db, caller: Caller) => ({
  meetup: one(db, meetups, 'id'),
  /** The caller's own, by meetup. */
  myAttendance: one(
    db,
    async (db, meetupIds) => (caller.kind === 'user' ? attendancesOf(db, caller.userId, meetupIds) : []),
    'meetup_id',
  ),
})
