import type { Caller } from '#lib/auth.ts'
import type { Bus } from '#lib/bus.ts'
import type { Log } from '#lib/log.ts'
import { createLoaders, type Loaders } from './loaders.ts'
import type { Db } from './tables.ts'

/** What lives as long as the process. */
export interface Services {
  db: Db
  bus: Bus
  log: Log
}

/** What resolvers see of one request. */
export interface Context extends Services {
  caller: Caller
  loaders: Loaders
}

export const createContext = (services: Services, caller: Caller): Context => ({
  ...services,
  caller,
  loaders: createLoaders(services.db, caller),
})
