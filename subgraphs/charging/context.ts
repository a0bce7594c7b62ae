import type { BoxServices, RequestContext } from '#box/context.ts'
import type { Config } from './config.ts'
import type { Loaders } from './loaders.ts'
import type { ChargingTables } from './tables.ts'

/** The settings that the rules of sessions use. */
export type Rules = Pick<
  Config,
  'commandTimeoutMs' | 'plugInTimeoutMs' | 'parkingGraceSeconds' | 'rewardWaitMs' | 'clockAheadMs' | 'currency'
>

export type Services = BoxServices<ChargingTables, Config>
export type Context = RequestContext<Services, Loaders>
