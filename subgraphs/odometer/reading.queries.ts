import { sql, type Insertable } from 'kysely'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, OdometerTables, Reading, Trx } from './tables.ts'

export const readings = (db: Db, ids: readonly string[]): Promise<Reading[]> =>
  db.selectFrom('reading').selectAll().where('id', 'in', ids).execute()

export const readingsOfUploads = (db: Db, uploadIds: readonly string[]): Promise<Reading[]> =>
  db.selectFrom('reading').selectAll().where('upload_id', 'in', uploadIds).execute()

/** The readings that some others follow, by the followers' ids. */
export const readingsBefore = (db: Db, ids: readonly string[]): Promise<(Reading & { next_id: string })[]> =>
  db
    .selectFrom('reading as next')
    .innerJoin('reading', (join) =>
      join.onRef('reading.vehicle_id', '=', 'next.vehicle_id').onRef('reading.number', '=', 'next.previous_number'),
    )
    .selectAll('reading')
    .select('next.id as next_id')
    .where('next.id', 'in', ids)
    .execute()

/** The last reading of each vehicle. */
export const lastReadings = (db: Db, vehicleIds: readonly string[]): Promise<Reading[]> =>
  db
    .selectFrom('reading')
    .selectAll()
    .distinctOn('vehicle_id')
    .where('vehicle_id', 'in', vehicleIds)
    .orderBy('vehicle_id')
    .orderBy('number', 'desc')
    .execute()

export const findLastReading = (db: Db, vehicleId: string): Promise<Reading | undefined> =>
  db.selectFrom('reading').selectAll().where('vehicle_id', '=', vehicleId).orderBy('number', 'desc').limit(1).executeTakeFirst()

/** How many readings a vehicle has, what they add up to, and when its first and last photos were taken. */
export const recordOf = (db: Db, vehicleId: string) =>
  db
    .selectFrom('reading')
    .select(({ fn }) => [
      sql<number>`count(*)`.as('readings'),
      sql<number>`coalesce(sum(distance_m), 0)::bigint`.as('distance_m'),
      fn.min<Date | null>('taken_at').as('first_at'),
      fn.max<Date | null>('taken_at').as('last_at'),
    ])
    .where('vehicle_id', '=', vehicleId)
    .executeTakeFirstOrThrow()

/** Readings of one driver's vehicles that lie so near to each other are taken for one vehicle's. */
const OWN = { metres: 100_000, seconds: 7 * 86_400 }
/** Those of strangers only when they are taken nearly at once, and the readings before them were so too. */
const STRANGER = { metres: 2_000, seconds: 3_600 }

/**
 * Other vehicles that show what this one shows: perhaps the same, registered twice so that its kilometres count twice. Strangers who
 * photograph one vehicle hours apart are not found by this: at a million vehicles, numbers that are merely near are everywhere.
 */
export async function countTwins(db: Db, { userId, vehicleId, readingM, takenAt, last }: Twins): Promise<number> {
  const near = (alias: string, metres: number, at: Date, width: typeof OWN) => {
    const [m, t] = [sql.ref<number>(`${alias}.reading_m`), sql.ref<Date>(`${alias}.taken_at`)]
    const span = sql`make_interval(secs => ${width.seconds})`
    return sql<boolean>`${m} BETWEEN ${metres - width.metres} AND ${metres + width.metres}
      AND ${t} BETWEEN ${at}::timestamptz - ${span} AND ${at}::timestamptz + ${span}`
  }
  const row = await db
    .selectFrom('reading')
    .select(sql<number>`count(DISTINCT reading.vehicle_id)`.as('vehicles'))
    .leftJoin('reading as before', (join) =>
      join.onRef('before.vehicle_id', '=', 'reading.vehicle_id').onRef('before.number', '=', 'reading.previous_number'),
    )
    .where('reading.vehicle_id', '<>', vehicleId)
    .where(near('reading', readingM, takenAt, OWN))
    .where(({ or, and, eb }) => {
      const own = eb('reading.user_id', '=', userId)
      if (!last) return own
      return or([own, and([near('reading', readingM, takenAt, STRANGER), near('before', last.reading_m, last.taken_at, STRANGER)])])
    })
    .executeTakeFirstOrThrow()
  return row.vehicles
}

interface Twins {
  userId: string
  vehicleId: string
  readingM: number
  takenAt: Date
  last: Reading | undefined
}

/** Throws where the database refuses it: one of its vehicle follows the same reading, or it breaks the chain. */
export const insertReading = (trx: Trx, reading: Insertable<OdometerTables['reading']>): Promise<Reading> =>
  trx.insertInto('reading').values(reading).returningAll().executeTakeFirstOrThrow()

/** A vehicle's readings, the newest first. */
export const listReadingsOf = (db: Db, vehicleId: string, { past, until, forward, limit }: PageRequest): Promise<Reading[]> =>
  db
    .selectFrom('reading')
    .selectAll()
    .where('vehicle_id', '=', vehicleId)
    .$if(past !== null, (query) => query.where('number', forward ? '<' : '>', Number(past?.[0])))
    .$if(until !== null, (query) => query.where('number', forward ? '>' : '<', Number(until?.[0])))
    .orderBy('number', forward ? 'desc' : 'asc')
    .limit(limit)
    .execute()
