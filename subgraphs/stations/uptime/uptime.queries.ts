import { sql } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db } from '../tables.ts'

/** Of which connectors, and of which days: e.g. 2026-11-22, `until` is out. */
export interface UptimeOf {
  /** Null: of all operators. */
  operatorId: string | null
  stationId: string | null
  from: string
  until: string
}

/** How long connectors were in each state. */
export interface StateTimes {
  up_ms: number
  unavailable_ms: number
  faulted_ms: number
  offline_ms: number
  outages: number
}

export interface DayRow extends StateTimes {
  connector_id: string
  station_id: string
  station_name: string
  evse_number: number
  connector_number: number
  /** e.g. 2026-11-22 */
  day: string
}

/** What is counted of days, and what still lasts. */
const days = ({ from, until }: UptimeOf) => sql<DayRow>`(
  SELECT day, sum(up_ms)::float8 AS up_ms, sum(unavailable_ms)::float8 AS unavailable_ms, sum(faulted_ms)::float8 AS faulted_ms,
    sum(offline_ms)::float8 AS offline_ms, sum(outages)::integer AS outages
  FROM (
    SELECT day, up_ms, unavailable_ms, faulted_ms, offline_ms, outages FROM connector_day WHERE connector_id = connector.id
    UNION ALL
    SELECT day, CASE state WHEN 'UP' THEN ms ELSE 0 END, CASE state WHEN 'UNAVAILABLE' THEN ms ELSE 0 END,
      CASE state WHEN 'FAULTED' THEN ms ELSE 0 END, CASE state WHEN 'OFFLINE' THEN ms ELSE 0 END, 0
    FROM connector_state
    CROSS JOIN LATERAL days_of(greatest(since, (${from}::date::timestamp AT TIME ZONE time_zone)), now(), time_zone)
    WHERE connector_id = connector.id AND state IS NOT NULL
  ) AS piece
  WHERE day >= ${from}::date AND day < ${until}::date GROUP BY day)`

const uptimeOf = (db: Db, of: UptimeOf) =>
  db
    .selectFrom('connector')
    .innerJoin('station', 'station.id', 'connector.station_id')
    .innerJoin('evse', 'evse.id', 'connector.evse_id')
    .innerJoinLateral(days(of).as('of_day'), (join) => join.onTrue())
    .$if(of.operatorId !== null, (query) => query.where('station.operator_id', '=', of.operatorId))
    .$if(of.stationId !== null, (query) => query.where('station.id', '=', of.stationId))

/** The days of each connector, the oldest first, one connector after the other. */
export function uptimeDays(db: Db, of: UptimeOf, page: PageRequest): Promise<DayRow[]> {
  const [connectorId] = page.past ?? []
  const query = uptimeOf(db, of)
    .select(['connector.id as connector_id', 'station.id as station_id', 'station.name as station_name'])
    .select(['evse.number as evse_number', 'connector.number as connector_number'])
    .select(sql<string>`to_char(day, 'YYYY-MM-DD')`.as('day'))
    .select(['up_ms', 'unavailable_ms', 'faulted_ms', 'offline_ms', 'outages'])
    // What comes before the page is not counted again.
    .$if(connectorId !== undefined, (open) => open.where('connector.id', page.forward ? '>=' : '<=', String(connectorId)))
  return pageBy(
    query,
    [
      ['connector.id', 'uuid'],
      [sql`day`, 'date'],
    ],
    'asc',
    page,
  )
}

/** The sum of them all. */
export const uptimeTotal = (db: Db, of: UptimeOf): Promise<StateTimes> =>
  uptimeOf(db, of)
    .select((eb) =>
      (['up_ms', 'unavailable_ms', 'faulted_ms', 'offline_ms', 'outages'] as const).map((column) =>
        sql<number>`coalesce(sum(${eb.ref(column)}), 0)::float8`.as(column),
      ),
    )
    .executeTakeFirstOrThrow()
