import { sql, type RawBuilder } from 'kysely'
import type { ConnectorStandard } from '#lib/graphql/connector-standard.ts'
import type { Facility } from '../tables.ts'
import { cellsIn, FINEST, type Box, type Cells } from './grid.ts'

/** What stations are chosen by. What is absent or null does not restrict. */
export interface StationFilter extends ConnectorFilter {
  box?: Box | null | undefined
  text?: string | null | undefined
  city?: string | null | undefined
  country?: string | null | undefined
  operatorId?: string | null | undefined
  nameContains?: string | null | undefined
  online?: boolean | null | undefined
  facilities?: readonly Facility[] | null | undefined
  openNow?: boolean | null | undefined
}

/** What one of its connectors must have, all of it. */
export interface ConnectorFilter {
  minPowerW?: number | null | undefined
  standards?: readonly ConnectorStandard[] | null | undefined
  onlyAvailable?: boolean | null | undefined
  /** A kilowatt-hour costs at most this, in major units, VAT in, whatever the hour. */
  maxPricePerKwh?: { amount: number; currency: string } | null | undefined
}

type Condition = RawBuilder<boolean>

/** Those that everybody finds. The partial index of the grid has the same words. */
export const PUBLISHED: Condition = sql`station.retired_at IS NULL AND station.access <> 'PRIVATE'`

export const NOT_RETIRED: Condition = sql`station.retired_at IS NULL`

/** The conditions on a row of `station`. Its words are found by `text.queries.ts`. */
export function stationFits(filter: StationFilter): Condition[] {
  const found: Condition[] = []
  if (filter.box != null) found.push(inCells('station', cellsIn(filter.box, FINEST)))
  if (filter.city != null) found.push(sql`fold(station.city) = fold(${filter.city})`)
  if (filter.country != null) found.push(sql`station.country = ${filter.country}`)
  if (filter.operatorId != null) found.push(sql`station.operator_id = ${filter.operatorId}`)
  if (filter.online != null) found.push(sql`station.online = ${filter.online}`)
  if (filter.facilities != null) found.push(sql`station.facilities @> ${[...filter.facilities]}::text[]`)
  if (filter.openNow === true) found.push(sql`is_open(station.hours, station.time_zone, now())`)
  return found
}

/** The condition on a row of `station` that one of its connectors fits; none if every connector would do. */
export function hasConnector(filter: ConnectorFilter): Condition[] {
  const wanted = connectorFits(filter)
  if (wanted.length === 0) return []
  return [
    sql`EXISTS (SELECT FROM connector WHERE connector.station_id = station.id AND connector.retired_at IS NULL
      AND ${sql.join(wanted, sql` AND `)})`,
  ]
}

/** The conditions on a row of `connector`, beside its row of `station`. */
export const connectorFits = (filter: ConnectorFilter): Condition[] =>
  filter.onlyAvailable === true ? [...kindFits(filter), AVAILABLE] : kindFits(filter)

/**
 * The conditions on a row of `pin`, and the rest of the filter, which is for rows of `station`. A pin has no connectors: what its station offers
 * is a row of `offer` for each kind of them.
 */
export function pinFits({
  box,
  facilities,
  openNow,
  minPowerW,
  standards,
  onlyAvailable,
  maxPricePerKwh,
  ...rest
}: StationFilter): {
  pins: Condition[]
  rest: StationFilter
} {
  const pins: Condition[] = []
  if (box != null) pins.push(inCells('pin', cellsIn(box, FINEST)))
  if (facilities != null) pins.push(sql`pin.facilities @> ${[...facilities]}::text[]`)
  if (openNow === true)
    pins.push(sql`(pin.opening_id IS NULL OR pin.opening_id IN (
      SELECT id FROM opening WHERE is_open(opening.hours, opening.time_zone, now())))`)
  const kinds = kindFits({ minPowerW, standards, maxPricePerKwh })
  if (onlyAvailable === true) {
    pins.push(sql`pin.works`)
    kinds.push(sql`connector.free`)
  }
  if (kinds.length > 0)
    pins.push(sql`pin.offer_id IN (SELECT connector.id FROM offer AS connector WHERE ${sql.join(kinds, sql` AND `)})`)
  return { pins, rest }
}

/** The conditions on a row of `connector` that stay when its state changes. */
function kindFits({ minPowerW, standards, maxPricePerKwh }: ConnectorFilter): Condition[] {
  const found: Condition[] = []
  if (minPowerW != null) found.push(sql`connector.max_power_w >= ${minPowerW}`)
  if (standards != null) found.push(sql`connector.standard = ANY(${[...standards]}::text[])`)
  if (maxPricePerKwh != null) found.push(costsAtMost(maxPricePerKwh))
  return found
}

/** Stations or pins of some cells of the finest level. */
export const inCells = (table: 'station' | 'pin', { columns, rows }: Cells): Condition =>
  sql`(${sql.join(
    columns.map(([from, to]) => sql`${sql.ref(table)}.grid_x BETWEEN ${from}::integer AND ${to}::integer`),
    sql` OR `,
  )}) AND ${sql.ref(table)}.grid_y BETWEEN ${rows[0]}::integer AND ${rows[1]}::integer`

/** True if it is free to use now: itself and its station, and no other connector of the EVSE has the power. */
const AVAILABLE: Condition = sql`
  connector.status = 'AVAILABLE' AND station.online AND station.status NOT IN ('UNAVAILABLE', 'FAULTED')
  AND NOT EXISTS (SELECT FROM connector AS sibling WHERE sibling.evse_id = connector.evse_id
    AND sibling.status IN ('PREPARING', 'CHARGING', 'SUSPENDED', 'FINISHING', 'RESERVED'))`

/** A connector without a tariff is free. A tariff whose energy has no price of its own tells nothing of a kilowatt-hour. */
const costsAtMost = ({ amount, currency }: { amount: number; currency: string }): Condition => sql`
  (connector.tariff_id IS NULL OR connector.tariff_id IN (
    SELECT tariff_id FROM (
      SELECT DISTINCT ON (tariff_id) tariff_id, dearest_kwh, data ->> 'currency' AS currency FROM tariff_version
      WHERE valid_from <= now() ORDER BY tariff_id, valid_from DESC, version DESC
    ) AS holding WHERE currency = ${currency} AND dearest_kwh <= ${amount}::numeric))`
