import { sql } from 'kysely'
import type { Db, Reading, Trx } from '../tables.ts'
import { CLOCK_MS, LEAST_ROUNDS, type Point } from './turns.ts'

/** Readings of one driver's vehicles that are this near to each other count as one vehicle's. */
const OWN = { metres: 100_000, seconds: 7 * 86_400 }
/** Readings of strangers count so at once if they were taken nearly together, and the readings before them too. */
const STRANGER = { metres: 2_000, seconds: 3_600 }
/** Of a vehicle, how many readings are compared. */
const COMPARED = 100
/** A distance above it is not searched for strangers' readings: it would be too many. A person sees such a one, where no record supports it. */
const WIDEST_M = 20_000_000
/** Strangers' readings are decided one after the other within such a stretch. */
const STRETCH_M = 1_000_000
/** Exactly so many vehicles are counted; of more, the server's estimate is good enough. */
const COUNTED = 1_000

export interface Shown {
  userId: string
  vehicleId: string
  readingM: number
  takenAt: Date
  last: Reading | undefined
}

/** Other vehicles that show what this one shows: the driver's own, and strangers' that were read beside it twice. */
export async function nearVehicles(db: Db, { userId, vehicleId, readingM, takenAt, last }: Shown): Promise<string[]> {
  const others = db.selectFrom('reading').select('reading.vehicle_id').where('reading.vehicle_id', '<>', vehicleId)
  const own = others.where('reading.user_id', '=', userId).where(near('reading', readingM, takenAt, OWN))
  const all = last
    ? own.union(
        others
          .innerJoin('reading as before', (join) =>
            join.onRef('before.vehicle_id', '=', 'reading.vehicle_id').onRef('before.number', '=', 'reading.previous_number'),
          )
          .where(near('reading', readingM, takenAt, STRANGER))
          .where(near('before', last.reading_m, last.taken_at, STRANGER)),
      )
    : own.distinct()
  return (await all.execute()).map(({ vehicle_id }) => vehicle_id)
}

function near(alias: string, metres: number, at: Date, width: typeof OWN) {
  const [m, t] = [sql.ref<number>(`${alias}.reading_m`), sql.ref<Date>(`${alias}.taken_at`)]
  const span = sql`make_interval(secs => ${width.seconds})`
  return sql<boolean>`${m} BETWEEN ${metres - width.metres} AND ${metres + width.metres}
    AND ${t} BETWEEN ${at}::timestamptz - ${span} AND ${at}::timestamptz + ${span}`
}

/** The newest readings of a vehicle's instrument, sorted by time. */
export const pointsOf = async (db: Db, { vehicleId, last }: Shown): Promise<Point[]> =>
  last
    ? (
        await db
          .selectFrom('reading')
          .select(['reading_m', 'taken_at'])
          .where('vehicle_id', '=', vehicleId)
          .where('instrument', '=', last.instrument)
          .orderBy('number', 'desc')
          .limit(COMPARED)
          .execute()
      )
        .map(({ reading_m, taken_at }) => ({ m: reading_m, at: taken_at.getTime() }))
        .toReversed()
    : []

/**
 * Vehicles that were read between this one's last two readings, by time and by value, and whose last readings are in the order of one odometer with
 * this one's last. With their newest readings, sorted by time. `points`: this one's, the new one among them.
 */
export async function alternating(
  db: Db,
  { vehicleId, readingM, takenAt, last }: Shown,
  points: readonly Point[],
): Promise<Beside[]> {
  if (!last || readingM < last.reading_m || readingM - last.reading_m > WIDEST_M || points.length < LEAST_ROUNDS) return []
  const latest = points.slice(-LEAST_ROUNDS)
  const clock = sql`make_interval(secs => ${CLOCK_MS / 1_000})`
  // Whoever has taken so many turns has so many last readings in order. Others are left out before their readings are read.
  const { rows } = await sql<{ vehicle_id: string; m: number; at: Date }>`
    WITH mine AS MATERIALIZED (
      SELECT * FROM unnest(${latest.map(({ m }) => m)}::bigint[], ${latest.map(({ at }) => new Date(at))}::timestamptz[]) AS mine (m, at)
    ), beside AS MATERIALIZED (
      SELECT DISTINCT vehicle_id FROM reading
      WHERE reading_m BETWEEN ${last.reading_m} AND ${readingM}
        AND taken_at BETWEEN ${last.taken_at}::timestamptz - ${clock} AND ${takenAt}::timestamptz + ${clock} AND vehicle_id <> ${vehicleId}
    ), in_order AS MATERIALIZED (
      SELECT vehicle_id FROM beside WHERE NOT EXISTS (
        SELECT FROM mine, LATERAL (
          SELECT reading_m, taken_at FROM reading
          WHERE reading.vehicle_id = beside.vehicle_id ORDER BY number DESC LIMIT ${LEAST_ROUNDS}
        ) AS newest
        WHERE (mine.at < taken_at - ${clock} AND mine.m > reading_m) OR (mine.at > taken_at + ${clock} AND mine.m < reading_m))
    )
    SELECT vehicle_id, reading_m AS m, taken_at AS at
    FROM in_order, LATERAL (
      SELECT number, instrument, reading_m, taken_at FROM reading
      WHERE reading.vehicle_id = in_order.vehicle_id ORDER BY number DESC LIMIT ${COMPARED}
    ) AS theirs
    WHERE instrument = (SELECT instrument FROM reading WHERE reading.vehicle_id = in_order.vehicle_id ORDER BY number DESC LIMIT 1)
    ORDER BY vehicle_id, number`.execute(db)
  return [...Map.groupBy(rows, ({ vehicle_id }) => vehicle_id)].map(([id, readings]) => ({
    vehicleId: id,
    points: readings.map(({ m, at }) => ({ m, at: at.getTime() })),
  }))
}

/** A vehicle that was read beside another. */
interface Beside {
  vehicleId: string
  points: Point[]
}

/** How many vehicles have readings, about. */
export async function countVehicles(db: Db): Promise<number> {
  const { rows } = await sql<{ vehicles: number }>`
    SELECT greatest((SELECT reltuples FROM pg_class WHERE oid = 'reading_first_of_vehicle'::regclass),
      (SELECT count(*) FROM (SELECT FROM reading WHERE number = 1 LIMIT ${COUNTED}) AS counted)) AS vehicles`.execute(db)
  return rows[0]?.vehicles ?? 0
}

/** Locks a driver until the transaction ends, so that readings of their vehicles see each other. */
export async function lockDriver(trx: Trx, userId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${userId}, 0))`.execute(trx)
}

/**
 * Locks the kilometres since the last reading until the transaction ends, so that strangers' readings of one odometer see each other. In ascending
 * order, and after the driver: so no two wait for each other.
 */
export async function lockStretch(trx: Trx, { readingM, last }: Shown): Promise<void> {
  if (!last || readingM < last.reading_m || readingM - last.reading_m > WIDEST_M) return
  const stretch = (m: number) => Math.floor(m / STRETCH_M)
  const [from, to] = [stretch(last.reading_m - STRANGER.metres), stretch(readingM + STRANGER.metres)]
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('stretch ' || number, 0)) FROM generate_series(${from}::int, ${to}::int) AS number`.execute(
    trx,
  )
}
