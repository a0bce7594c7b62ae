import { sql } from 'kysely'
import type { Db, Reading, Trx } from '../tables.ts'

/** Readings of one driver's vehicles that are this near to each other count as one vehicle's. */
const OWN = { metres: 100_000, seconds: 7 * 86_400 }
/** Readings of strangers only count so if they were taken nearly at once, and the readings before them too. */
const STRANGER = { metres: 2_000, seconds: 3_600 }

interface Shown {
  userId: string
  vehicleId: string
  readingM: number
  takenAt: Date
  last: Reading | undefined
}

/**
 * How many other vehicles show what this one shows: perhaps the same vehicle, registered twice so that its kilometres count twice.
 * Strangers who photograph one vehicle hours apart are not found: among a million vehicles, near numbers are everywhere.
 */
export async function countTwins(db: Db, { userId, vehicleId, readingM, takenAt, last }: Shown): Promise<number> {
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
  return (await all.execute()).length
}

function near(alias: string, metres: number, at: Date, width: typeof OWN) {
  const [m, t] = [sql.ref<number>(`${alias}.reading_m`), sql.ref<Date>(`${alias}.taken_at`)]
  const span = sql`make_interval(secs => ${width.seconds})`
  return sql<boolean>`${m} BETWEEN ${metres - width.metres} AND ${metres + width.metres}
    AND ${t} BETWEEN ${at}::timestamptz - ${span} AND ${at}::timestamptz + ${span}`
}

/** Locks a driver until the transaction ends, so that readings of their vehicles see each other. */
export async function lockDriver(trx: Trx, userId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${userId}, 0))`.execute(trx)
}
