import { many, one } from '#lib/graphql/loaders.ts'
import { chargesOfSessions, chargesOfSites } from './charge.queries.ts'
import { buildingLoads, sites, stationsOfSites } from './site.queries.ts'
import type { Db } from './tables.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batched look-ups of one request. */
export const createLoaders = (db: Db) => ({
  site: one(db, sites, 'id'),
  stationsOfSite: many(db, stationsOfSites, 'site_id'),
  chargesOfSite: many(db, chargesOfSites, 'site_id'),
  buildingLoad: one(db, buildingLoads, 'site_id'),
  chargeOfSession: one(db, chargesOfSessions, 'session_id'),
})
