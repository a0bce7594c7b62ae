import type { Caller } from '#lib/auth.ts'
import type { Bus } from '#lib/bus.ts'
import type { Log } from '#lib/log.ts'
import { createLoaders, type Loaders } from './loaders.ts'
import type { Db } from './tables.ts'
import type { Totals } from './totals.service.ts'

/** What lives as long as the process. */
export interface Services {
  db: Db
  bus: Bus
  log: Log
  /** What all have driven together, as of a few seconds ago. */
  totals: () => Promise<Totals>
}

/** What resolvers see of one request. */
export interface Context extends Services {
  caller: Caller
  loaders: Loaders
}

export const createContext = (services: Services, caller: Caller): Context => ({
  ...services,
  caller,
  loaders: createLoaders(services.db),
})
