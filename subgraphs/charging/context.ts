import type { Caller } from '#lib/auth.ts'
import type { Bus } from '#lib/bus.ts'
import type { Log } from '#lib/log.ts'
import type { ChargingConfig } from './config.ts'
import { createLoaders, type Loaders } from './loaders.ts'
import type { Db } from './tables.ts'

export type Rules = Pick<
  ChargingConfig,
  'commandTimeoutMs' | 'plugInTimeoutMs' | 'parkingGraceSeconds' | 'rewardWaitMs' | 'clockAheadMs' | 'currency'
>

/** What lives as long as the process. */
export interface Services {
  db: Db
  bus: Bus
  log: Log
  rules: Rules
}

export interface Context extends Services {
  caller: Caller
  loaders: Loaders
}

/** What resolvers see of one request. */
export const createContext = (services: Services, caller: Caller): Context => ({
  ...services,
  caller,
  loaders: createLoaders(services.db),
})
