import { sql, type Insertable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, OdometerTables, Reading, Trx } from './tables.ts'

export const readings = (db: Db, ids: readonly string[]): Promise<Reading[]> =>
  db.selectFrom('reading').selectAll().where('id', 'in', ids).execute()

export const readingsOfUploads = (db: Db, uploadIds: readonly string[]): Promise<Reading[]> =>
  db.selectFrom('reading').selectAll().where('upload_id', 'in', uploadIds).execute()

/** The readings that these readings follow, by the ids of the followers. */
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

/** Throws if the database refuses it: another reading follows the same one, or it breaks the chain. */
export const insertReading = (trx: Trx, reading: Insertable<OdometerTables['reading']>): Promise<Reading> =>
  trx.insertInto('reading').values(reading).returningAll().executeTakeFirstOrThrow()

/** A vehicle's readings, the newest first. */
export const listReadingsOf = (db: Db, vehicleId: string, page: PageRequest): Promise<Reading[]> =>
  pageBy(db.selectFrom('reading').selectAll().where('vehicle_id', '=', vehicleId), [['number', 'int']], 'desc', page)
