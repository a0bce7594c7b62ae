import type { BoxServices, RequestContext } from '#box/context.ts'
import type { Loaders } from './loaders.ts'
import type { PartnersTables } from './tables.ts'

export type Services = BoxServices<PartnersTables>
export type Context = RequestContext<Services, Loaders>
