import type { BoxServices, RequestContext } from '#box/context.ts'
import type { Loaders } from './loaders.ts'
import type { FavouritesTables } from './tables.ts'

export type Services = BoxServices<FavouritesTables>
export type Context = RequestContext<Services, Loaders>
