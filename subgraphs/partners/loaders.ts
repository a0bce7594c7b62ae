import { many } from '#lib/graphql/loaders.ts'
import { keysOf } from './client/key.queries.ts'
import type { Db } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db) => ({
  keysOfClient: many(db, keysOf, 'client_id'),
})
