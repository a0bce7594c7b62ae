import { sql, type Insertable } from 'kysely'
import { VERIFICATION_LIMITS } from '../limits.ts'
import type { Db, Station, StationPhoto, Trx, VerificationTables } from '../tables.ts'

export const saveStation = (trx: Trx, station: Station) =>
  trx
    .insertInto('station')
    .values(station)
    .onConflict((c) => c.column('id').doUpdateSet({ operator_id: station.operator_id }))
    .execute()

/** Photos of one station are added and moved one at a time. */
export const lockStation = (trx: Trx, id: string): Promise<Station | undefined> =>
  trx.selectFrom('station').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const findByKey = (trx: Trx, operatorId: string, key: string): Promise<StationPhoto | undefined> =>
  trx
    .selectFrom('station_photo')
    .selectAll()
    .where('operator_id', '=', operatorId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()

/** Those that are shown, in their order. */
export const photosOfStations = (db: Db, stationIds: readonly string[]): Promise<StationPhoto[]> =>
  db
    .selectFrom('station_photo')
    .selectAll()
    .where('station_id', 'in', stationIds)
    .where('ready_at', 'is not', null)
    .where('removed_at', 'is', null)
    .orderBy('place')
    .execute()

/** Places that are taken, also by photos that are still to be uploaded. */
export async function placesTaken(trx: Trx, stationId: string): Promise<number[]> {
  const rows = trx.selectFrom('station_photo').select('place').where('station_id', '=', stationId).where('place', 'is not', null)
  return (await rows.execute()).map(({ place }) => place ?? 0)
}

export const insertPhoto = (trx: Trx, row: Insertable<VerificationTables['station_photo']>): Promise<StationPhoto> =>
  trx.insertInto('station_photo').values(row).returningAll().executeTakeFirstOrThrow()

/** A photo with whose its station is, unless it was removed. */
export const photoWithOwner = (db: Db, id: string): Promise<(StationPhoto & { owner_id: string }) | undefined> =>
  db
    .selectFrom('station_photo')
    .innerJoin('station', 'station.id', 'station_photo.station_id')
    .selectAll('station_photo')
    .select('station.operator_id as owner_id')
    .where('station_photo.id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()

/** Undefined where it is there no more. */
export const lockPhoto = (trx: Trx, id: string): Promise<StationPhoto | undefined> =>
  trx.selectFrom('station_photo').selectAll().where('id', '=', id).where('removed_at', 'is', null).forUpdate().executeTakeFirst()

export const markReady = (
  trx: Trx,
  id: string,
  made: { width: number; height: number; size_bytes: number },
): Promise<StationPhoto> =>
  trx
    .updateTable('station_photo')
    .set({ ...made, ready_at: sql`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const setAlt = (trx: Trx, id: string, alt: string): Promise<StationPhoto> =>
  trx.updateTable('station_photo').set({ alt }).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/** Puts photos of a station in this order. Those that are not named come after them, as they were. */
export const setOrder = (trx: Trx, stationId: string, ids: readonly string[]) =>
  sql`UPDATE station_photo SET place = ordered.place FROM (
      SELECT id, row_number() OVER (ORDER BY array_position(${[...ids]}::uuid[], id), station_photo.place) AS place
      FROM station_photo WHERE station_id = ${stationId} AND station_photo.place IS NOT NULL
    ) AS ordered WHERE station_photo.id = ordered.id`.execute(trx)

/** Its row stays until its upload link has ended: what still comes by it is cleared away. */
export const markRemoved = (trx: Trx, id: string) =>
  trx
    .updateTable('station_photo')
    .set({ removed_at: sql`now()`, place: null })
    .where('id', '=', id)
    .execute()

/** Photos whose upload links ended long ago. */
export const unsweptStationPhotos = (db: Db): Promise<StationPhoto[]> =>
  db
    .selectFrom('station_photo')
    .selectAll()
    .where('requested_at', '<', sql<Date>`now() - make_interval(hours => ${VERIFICATION_LIMITS.unsubmittedHours})`)
    .where((eb) => eb.or([eb('swept_at', 'is', null), eb('removed_at', 'is not', null)]))
    .orderBy('requested_at')
    .limit(500)
    .execute()

export const markSwept = (db: Db, id: string) =>
  db
    .updateTable('station_photo')
    .set({ swept_at: sql`now()` })
    .where('id', '=', id)
    .execute()

/** False if it was made ready meanwhile. */
export const forgetPhoto = async (trx: Trx, id: string): Promise<boolean> => {
  const gone = trx.deleteFrom('station_photo').where('id', '=', id)
  const { numDeletedRows } = await gone
    .where((eb) => eb.or([eb('ready_at', 'is', null), eb('removed_at', 'is not', null)]))
    .executeTakeFirst()
  return numDeletedRows > 0n
}
