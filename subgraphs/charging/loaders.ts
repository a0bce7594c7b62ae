import { many, one } from '#lib/graphql/loaders.ts'
import { cdrs, cdrsOf, currentCdrs } from './billing/cdr.queries.ts'
import { correctionsOf } from './corrections/correction.queries.ts'
import { liveSessions, operators, sessions } from './session.queries.ts'
import { customers } from './projection.queries.ts'
import { nextSlots } from './slots/slot.queries.ts'
import type { Db } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db) => ({
  session: one(db, sessions, 'id'),
  cdr: one(db, cdrs, 'id'),
  cdrOfSession: one(db, currentCdrs, 'session_id'),
  cdrsOfSession: many(db, cdrsOf, 'session_id'),
  correctionsOfSession: many(db, correctionsOf, 'session_id'),
  operatorOfStation: one(db, operators, 'id'),
  partnerOfUser: one(db, customers, 'user_id'),
  nextSlotOfSession: one(db, nextSlots, 'session_id'),
  liveSessionOfUser: one(db, liveSessions, 'user_id'),
})

const ofAll = new WeakMap<Db, Loaders['session']>()

/** Sessions for all live views of this process together: of one that changes, each of a thousand watchers would read the row by itself. */
export function sessionsOfAll(db: Db): Loaders['session'] {
  const known = ofAll.get(db) ?? one(db, sessions, 'id')
  ofAll.set(db, known)
  return known
}
