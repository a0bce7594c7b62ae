import { sql } from 'kysely'
import { PLANNED_ANEW } from '#db/connect.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { withStation } from '../connector.queries.ts'
import type { Connector, Db } from '../tables.ts'
import { connectorFits, PUBLISHED, stationFits, type StationFilter } from './filter.ts'
import { hasWords } from './text.queries.ts'

export interface NearestFilter extends StationFilter {
  latitude: number
  longitude: number
  /** Metres on the earth's surface. */
  withinM: number
}

export type NearConnector = Connector & {
  distance_m: number
  /** Metres through the earth: what the index is in the order of. */
  straight_m: number
}

/**
 * Connectors by distance, then id, only forward. The index on `station.position` is walked from the place on, so that a wide circle costs
 * no more than a narrow one. It knows a box around the place; what is outside the circle is cut off.
 */
export function nearestConnectors(
  db: Db,
  filter: NearestFilter,
  words: readonly string[],
  page: Pick<PageRequest, 'past' | 'limit'>,
): Promise<NearConnector[]> {
  const here = sql`ll_to_earth(${filter.latitude}, ${filter.longitude})`
  const distance = sql<number>`earth_distance(station.position, ${here})`
  const straight = sql<number>`station.position <-> ${here}`
  let query = withStation(db)
    .select([distance.as('distance_m'), straight.as('straight_m')])
    .where(sql<boolean>`station.position <@ earth_box(${here}, ${filter.withinM})`)
    .where(distance, '<=', filter.withinM)
    .where(PUBLISHED)
    .where('connector.retired_at', 'is', null)
  for (const condition of [...stationFits(filter), ...connectorFits(filter), ...hasWords(words)]) query = query.where(condition)
  if (page.past) query = query.where(sql<boolean>`(${straight}, connector.id) > (${page.past[0]}::float8, ${page.past[1]}::uuid)`)
  return query.orderBy(straight).orderBy('connector.id').limit(page.limit).modifyEnd(sql.raw(PLANNED_ANEW)).execute()
}
