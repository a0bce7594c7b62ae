import { one } from '#lib/loaders.ts'
import { cdrs, currentCdrs } from './cdr.queries.ts'
import { liveSessions, operators, sessions } from './session.queries.ts'
import type { Db } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/**
 * Batched look-ups of one request. Nothing is remembered between batches: the context of a subscription lives as long as its
 * stream, and must see each state as it is.
 */
export const createLoaders = (db: Db) => ({
  session: one(
    (ids) => sessions(db, ids),
    (row) => row.id,
  ),
  cdr: one(
    (ids) => cdrs(db, ids),
    (row) => row.id,
  ),
  cdrOfSession: one(
    (ids) => currentCdrs(db, ids),
    (row) => row.session_id,
  ),
  operatorOfStation: one(
    (ids) => operators(db, ids),
    (row) => row.id,
  ),
  liveSessionOfUser: one(
    (ids) => liveSessions(db, ids),
    (row) => row.user_id ?? '',
  ),
})
