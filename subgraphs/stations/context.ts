import type { BoxServices, RequestContext } from '#box/context.ts'
import type { Config } from './config.ts'
import type { Loaders } from './loaders.ts'
import type { StationsTables } from './tables.ts'

export type Services = BoxServices<StationsTables, Config>
export type Context = RequestContext<Services, Loaders>
