import type { BoxServices, RequestContext } from '#box/context.ts'
import type { Loaders } from './loaders.ts'
import type { OdometerTables } from './tables.ts'
import type { Totals } from './standing/totals.ts'

export interface Services extends BoxServices<OdometerTables> {
  /** What all have driven together, as of a few seconds ago. */
  totals: () => Promise<Totals>
}

export type Context = RequestContext<Services, Loaders>
