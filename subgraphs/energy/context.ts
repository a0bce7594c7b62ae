import type { BoxServices, RequestContext } from '#box/context.ts'
import type { EnergyConfig } from './config.ts'
import type { Loaders } from './loaders.ts'
import type { Meters } from './meters.ts'
import type { EnergyTables } from './tables.ts'

export interface Services extends BoxServices<EnergyTables, EnergyConfig> {
  meters: Meters
}
export type Context = RequestContext<Services, Loaders>
