import type { Caller } from '#lib/auth.ts'
import { one } from '#lib/graphql/loaders.ts'
import { favouritesAt } from './favourite.queries.ts'
import type { Db, Favourite } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request: the caller's favourite, by its station. */
export const createLoaders = (db: Db, caller: Caller) => ({
  favourite: one<Db, Favourite>(
    db,
    (_db, stations) => (caller.kind === 'user' ? favouritesAt(_db, caller.userId, stations) : Promise.resolve([])),
    'station_id',
  ),
})
