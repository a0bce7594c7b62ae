import type { BoxConfig } from '#box/config.ts'
import type { BoxServices, RequestContext } from '#box/context.ts'
import type { Loaders } from './loaders.ts'
import type { ReservationsTables } from './tables.ts'

export type Services = BoxServices<ReservationsTables, BoxConfig & { sweepMs: number }> & {
  /** Offers all that is free at a station to those who wait there. */
  offerAt: (stationId: string) => Promise<void>
}
export type Context = RequestContext<Services, Loaders>
