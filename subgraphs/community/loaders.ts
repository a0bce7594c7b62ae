import { one } from '#lib/loaders.ts'
import type { Caller } from '#lib/auth.ts'
import { attendancesOf } from './attendance.queries.ts'
import { deeds } from './deed.queries.ts'
import { events } from './event.queries.ts'
import { limits } from './limit.queries.ts'
import type { Db } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/**
 * Batched look-ups of one request. Nothing is remembered between batches: the context of a subscription lives as long as its
 * stream, and must see each state as it is.
 */
export const createLoaders = (db: Db, caller: Caller) => ({
  deed: one(
    (ids) => deeds(db, ids),
    (row) => row.id,
  ),
  event: one(
    (ids) => events(db, ids),
    (row) => row.id,
  ),
  /** The caller's own, by event. */
  myAttendance: one(
    async (eventIds) => (caller.kind === 'user' ? attendancesOf(db, caller.userId, eventIds) : []),
    (row) => row.event_id,
  ),
  limit: one(
    () => limits(db),
    (row) => row.task,
  ),
})
