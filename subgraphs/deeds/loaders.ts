import { one } from '#lib/graphql/loaders.ts'
import { deeds } from './deed.queries.ts'
import { limits } from './limit.queries.ts'
import type { Db } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db) => ({ deed: one(db, deeds, 'id'), limit: one(db, limits, 'task') })
