import { isSelf } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'
import { one } from '#lib/graphql/loaders.ts'
import { knows } from './knows.ts'
import { heldTimes, placesOf, reservations } from './reservation.queries.ts'
import { maySee } from './visible.ts'
import { stations } from './places/place.queries.ts'
import type { Db } from './tables.ts'
import { entriesById } from './waitlist/entry.queries.ts'
import { termsAt } from './terms/terms.queries.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db, caller: Caller) => ({
  /** A station that the caller may know of. */
  station: one(db, async (_db: Db, ids) => (await stations(_db, ids)).filter((station) => knows(caller, station)), 'id'),
  /** A driver's slot that the caller may see. */
  reservation: one(db, async (_db: Db, ids) => (await reservations(_db, ids)).filter((row) => maySee(caller, row)), 'id'),
  /** From when to when a slot keeps others away. */
  held: one(db, (_db: Db, ids) => heldTimes(_db, ids), 'id'),
  /** The EVSE of a slot, and the clock of its station. */
  evse: one(db, (_db: Db, ids) => placesOf(_db, ids), 'id'),
  /** What the caller waits for. */
  waitlistEntry: one(
    db,
    async (_db: Db, ids) => (await entriesById(_db, ids)).filter(({ user_id }) => isSelf(caller, user_id)),
    'id',
  ),
  terms: one(db, (_db: Db, ids) => termsAt(_db, ids), 'id'),
})
