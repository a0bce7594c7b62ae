import { one } from '#lib/loaders.ts'
import type { Caller } from '#lib/auth.ts'
import { attendancesOf } from './attendance.queries.ts'
import { deeds } from './deed.queries.ts'
import { events } from './event.queries.ts'
import { limits } from './limit.queries.ts'
import type { Db } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db, caller: Caller) => ({
  deed: one(db, deeds, 'id'),
  event: one(db, events, 'id'),
  /** The caller's own, by event. */
  myAttendance: one(
    db,
    async (db, eventIds) => (caller.kind === 'user' ? attendancesOf(db, caller.userId, eventIds) : []),
    'event_id',
  ),
  limit: one(db, limits, 'task'),
})
