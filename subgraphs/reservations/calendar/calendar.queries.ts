import { sql, type RawBuilder } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import { rangeOf } from '../reservation.queries.ts'
import { takes } from '../taken.ts'
import type { Db, Evse, Reservation, Terms, Trx } from '../tables.ts'

/** A slot that can be booked, and at how many EVSEs. */
export interface FreeSlot {
  starts_at: Date
  ends_at: Date
  evses: number
}

interface Wanted {
  stationId: string
  from: Date
  until: Date
  minutes: number
  minPowerW: number
  terms: Terms
}

/**
 * The slots that can be booked at a station and begin between two moments, by the same rules as a booking: each has an EVSE that fits and is
 * free for all of it, and leaves those that are kept free.
 */
export const freeSlots = async (db: Db, wanted: Wanted): Promise<FreeSlot[]> => (await freeSlotsOf(wanted).execute(db)).rows

/** Its statement. What is taken is read once for all EVSEs; what each has free is arithmetic of multiranges. */
export function freeSlotsOf({ stationId, from, until, minutes, minPowerW, terms }: Wanted): RawBuilder<FreeSlot> {
  const early = terms.earlyStartMinutes
  const within = rangeOf(new Date(from.getTime() - early * 60_000), new Date(until.getTime() + minutes * 60_000))
  const { slotStepMinutes, outOfOrderHours } = RESERVATIONS_LIMITS
  const step = sql<number>`${slotStepMinutes * 60}::int`
  const last = sql<number>`${Math.ceil((until.getTime() - from.getTime()) / (slotStepMinutes * 60_000)) - 1}::int`
  return sql<FreeSlot>`WITH
    taken AS MATERIALIZED (
      SELECT evse_id, range_agg(during) AS during FROM taken_at(${stationId}::uuid, ${within}::tstzrange) GROUP BY evse_id
    ),
    fitting AS MATERIALIZED (
      SELECT evse.id, tstzmultirange(${within}::tstzrange)
          - CASE WHEN evse.out_of_order THEN tstzmultirange(tstzrange(NULL, now() + make_interval(hours => ${outOfOrderHours}))) ELSE '{}' END
          - coalesce(taken.during, '{}') AS free
      FROM evse LEFT JOIN taken ON taken.evse_id = evse.id
      WHERE evse.station_id = ${stationId} AND NOT evse.retired AND EXISTS (
        SELECT FROM connector WHERE connector.evse_id = evse.id AND NOT connector.retired AND connector.max_power_w >= ${minPowerW}::int)
    ),
    -- Where none are kept free, an EVSE that is free is enough.
    full_times AS MATERIALIZED (SELECT CASE WHEN ${terms.keptFree}::int > 0
      THEN full_at(${stationId}, ${within}::tstzrange, ${terms.keptFree}::int, NULL) ELSE '{}'::tstzmultirange END AS times),
    -- The starts of the day's grid at which all of a slot lies in one stretch that is free: arithmetic, not a look at each.
    start AS (
      SELECT n, count(*)::int AS evses
      FROM fitting CROSS JOIN LATERAL unnest(fitting.free) AS stretch CROSS JOIN LATERAL generate_series(
        greatest(0, ceil(extract(epoch FROM lower(stretch) + ${mins(early)} - ${from}::timestamptz) / ${step}))::int,
        least(${last}, floor(extract(epoch FROM upper(stretch) - ${mins(minutes)} - ${from}::timestamptz) / ${step}))::int) AS n
      GROUP BY n
    ),
    slot AS (SELECT ${from}::timestamptz + n * make_interval(secs => ${step}) AS at, evses FROM start)
    SELECT at AS starts_at, at + ${mins(minutes)} AS ends_at, evses FROM slot CROSS JOIN full_times
    WHERE at > now() - interval '1 minute' AND at <= now() + make_interval(days => ${terms.aheadDays}::int)
      AND NOT full_times.times && tstzrange(at - ${mins(early)}, at + ${mins(minutes)})
    ORDER BY at`
}

const mins = (minutes: number) => sql`make_interval(mins => ${minutes}::int)`

export const findEvse = (db: Db | Trx, id: string): Promise<Evse | undefined> =>
  db.selectFrom('evse').selectAll().where('id', '=', id).executeTakeFirst()

/**
 * The ids of what lies in a time: what is taken, and what drivers had and have no more. No slot is longer than the check `reservation_length`
 * allows, so each began not long before: what is past for longer is not read.
 */
export const idsAt = (stationId: string, { from, until }: { from: Date; until: Date }) => sql<{ id: string }>`
  SELECT id FROM taken_at(${stationId}::uuid, ${rangeOf(from, until)}::tstzrange)
  UNION ALL
  SELECT id FROM reservation
  WHERE station_id = ${stationId} AND kind = 'BOOKING' AND state IN ('NO_SHOW', 'CANCELLED', 'REJECTED', 'FAILED', 'LAPSED')
    AND during > tstzrange(${from}::timestamptz - interval '25 hours', ${from}::timestamptz - interval '25 hours', '[]')
    AND during < tstzrange(${until}::timestamptz, ${until}::timestamptz, '[]') AND during && ${rangeOf(from, until)}::tstzrange`

/** All of a station that is not over for good, between two moments: what drivers have, and what is blocked. */
export const listCalendar = (
  db: Db,
  stationId: string,
  times: { from: Date; until: Date },
  page: PageRequest,
): Promise<Reservation[]> =>
  pageBy(
    db
      .selectFrom('reservation')
      .selectAll()
      .where('station_id', '=', stationId)
      .where(sql<boolean>`id IN (${idsAt(stationId, times)})`),
    [
      ['starts_at', 'timestamptz'],
      ['id', 'uuid'],
    ],
    'asc',
    page,
  )

/** The slots of drivers and the blocks that stand in the way of a block, locked. */
export const lockInTheWay = (trx: Trx, evseId: string, from: Date, until: Date): Promise<Reservation[]> =>
  trx
    .selectFrom('reservation')
    .selectAll()
    .where('evse_id', '=', evseId)
    .where(takes)
    .where(sql<boolean>`during && ${rangeOf(from, until)}::tstzrange`)
    .orderBy('id')
    .forUpdate()
    .execute()
