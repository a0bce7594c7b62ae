import type { Caller } from '#lib/auth.ts'
import type { Log } from '#lib/log.ts'
import type { Attempts } from './attempts.ts'
import { createLoaders, type Loaders } from './loaders.ts'
import type { Db } from './tables.ts'
import type { TokenKeys } from './token.ts'

/** What lives as long as the process. */
export interface Services {
  db: Db
  log: Log
  keys: TokenKeys
  attempts: Attempts
}

/** What resolvers see of one request. */
export interface Context extends Services {
  caller: Caller
  /** Where the gateway's client calls from; null when the gateway does not say. */
  clientAddress: string | null
  loaders: Loaders
}

export const createContext = (services: Services, caller: Caller, clientAddress: string | null): Context => ({
  ...services,
  caller,
  clientAddress,
  loaders: createLoaders(services.db),
})
