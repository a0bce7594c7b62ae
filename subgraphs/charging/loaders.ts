import { one } from '#lib/graphql/loaders.ts'
import { cdrs, currentCdrs } from './billing/cdr.queries.ts'
import { liveSessions, operators, sessions } from './session.queries.ts'
import type { Db } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db) => ({
  session: one(db, sessions, 'id'),
  cdr: one(db, cdrs, 'id'),
  cdrOfSession: one(db, currentCdrs, 'session_id'),
  operatorOfStation: one(db, operators, 'id'),
  liveSessionOfUser: one(db, liveSessions, 'user_id'),
})
