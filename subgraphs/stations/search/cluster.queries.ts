import { sql, type RawBuilder } from 'kysely'
import { PLANNED_ANEW } from '#db/connect.ts'
import type { Db, Station } from '../tables.ts'
import { inCells, PUBLISHED } from './filter.ts'
import { finest, FINEST, type Cells } from './grid.ts'

/** Stations of one cell, and the sums of their places in the finest grid. */
export interface Counted {
  x: number
  y: number
  stations: number
  sum_x: number
  sum_y: number
  /** The station where there is one alone; null also where it has not been looked up. */
  station_id: string | null
}

/** What the table `cell` has counted, of all stations that everybody may see. */
export const countedCells = (db: Db, { level, columns, rows }: Cells): Promise<Counted[]> =>
  db
    .selectFrom('cell')
    .select(['x', 'y', 'stations', 'sum_x', 'sum_y', sql<null>`NULL`.as('station_id')])
    .where('level', '=', level)
    .where((eb) => eb.or(columns.map(([from, to]) => eb.and([eb('x', '>=', from), eb('x', '<=', to)]))))
    .where('y', '>=', rows[0])
    .where('y', '<=', rows[1])
    .where('stations', '>', 0)
    .execute()

/** The same, counted now, of those whose pin and station fit. Where stations need not be looked at they are not: pins are much smaller. */
export async function countCells(
  db: Db,
  cells: Cells,
  fits: { pins: readonly RawBuilder<boolean>[]; stations: readonly RawBuilder<boolean>[] },
): Promise<Counted[]> {
  const shift = FINEST - cells.level
  const join = fits.stations.length > 0 ? sql`JOIN station ON station.id = pin.station_id` : sql``
  const where = sql.join([sql`pin.published`, inCells('pin', finest(cells)), ...fits.pins, ...fits.stations], sql` AND `)
  const { rows } = await sql<Counted>`
    SELECT pin.grid_x >> ${shift}::integer AS x, pin.grid_y >> ${shift}::integer AS y, count(*)::integer AS stations,
      sum(pin.grid_x)::bigint AS sum_x, sum(pin.grid_y)::bigint AS sum_y,
      CASE WHEN count(*) = 1 THEN min(pin.station_id::text) END AS station_id
    FROM pin ${join} WHERE ${where}
    GROUP BY 1, 2 ${sql.raw(PLANNED_ANEW)}`.execute(db)
  return rows
}

/** The stations that stand alone in these places of the finest grid, as `x y`. */
export const stationsAt = (db: Db, places: readonly string[]): Promise<(Station & { place: string })[]> =>
  db
    .selectFrom('station')
    .selectAll()
    .select(sql<string>`grid_x || ' ' || grid_y`.as('place'))
    .where(
      sql<boolean>`(grid_x, grid_y) IN (
        SELECT split_part(place, ' ', 1)::integer, split_part(place, ' ', 2)::integer FROM unnest(${[...places]}::text[]) AS place)`,
    )
    .where(PUBLISHED)
    .execute()
