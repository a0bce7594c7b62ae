import { sql, type RawBuilder } from 'kysely'
import type { ConnectorStatus } from '#lib/events.ts'
import { FAVOURITES_LIMITS } from './limits.ts'
import type { Db, Evse, Report, Station, Trx } from './tables.ts'

/** Adds a station of which this is the first word, whoever says it. */
export const addStation = (trx: Trx, id: string) =>
  trx
    .insertInto('station')
    .values({ id, evses: null, operator_id: null, online: null, free_changed_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** Locks a station: words on it are worked one at a time, and a favourite that is being saved, which holds its station, is seen. */
export const lockStation = (trx: Trx, id: string): Promise<Station> =>
  trx.selectFrom('station').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()

/** The condition that a user may know of a station: of a private one its operator and its guests alone. */
export const knownTo = (userId: string | RawBuilder<string>) =>
  sql<boolean>`(NOT station.private OR ${userId}::uuid = station.operator_id OR ${userId}::uuid = ANY (station.guests))`

/** Whether stations has said that there is such a station, and this user may know of it. */
export async function isKnown(db: Db, id: string, userId: string): Promise<boolean> {
  const known = db.selectFrom('station').select('id').where('id', '=', id).where('evses', 'is not', null).where(knownTo(userId))
  return (await known.executeTakeFirst()) !== undefined
}

/** What the operator says; an older word changes nothing. */
export const saveSaid = (
  trx: Trx,
  id: string,
  { evses, ...rest }: { evses: readonly Evse[]; operator_id: string; private: boolean; guests: string[] },
  said: number,
) =>
  trx
    .updateTable('station')
    .set({ evses: JSON.stringify(evses), evses_said: said, ...rest })
    .where('id', '=', id)
    .where('evses_said', '<=', said)
    .execute()

/** Whether the charger is connected; an older word changes nothing. */
export const saveOnline = (trx: Trx, id: string, online: boolean, said: number) =>
  trx.updateTable('station').set({ online, online_said: said }).where('id', '=', id).where('online_said', '<=', said).execute()

/** What the charger says of a connector; an older word changes nothing, nor does one of more connectors than a station can have. */
export const saveStatus = (
  trx: Trx,
  place: { stationId: string; evseNumber: number; connectorNumber: number; status: ConnectorStatus },
  said: number,
) =>
  trx
    .insertInto('connector_status')
    .columns(['station_id', 'evse_number', 'connector_number', 'status', 'said'])
    .expression(
      sql`SELECT ${place.stationId}::uuid, ${place.evseNumber}::int, ${place.connectorNumber}::int, ${place.status}, ${said}::bigint
        WHERE (${place.evseNumber}::int, ${place.connectorNumber}::int) IN
          (SELECT evse_number, connector_number FROM connector_status WHERE station_id = ${place.stationId}::uuid)
        OR ${FAVOURITES_LIMITS.reportsPerStation} >
          (SELECT count(*) FROM connector_status WHERE station_id = ${place.stationId}::uuid)`,
    )
    .onConflict((conflict) =>
      conflict
        .columns(['station_id', 'evse_number', 'connector_number'])
        .doUpdateSet({ status: place.status, said })
        .where('connector_status.said', '<=', said),
    )
    .execute()

export const reportsOf = (db: Db, stationId: string): Promise<Report[]> =>
  db.selectFrom('connector_status').selectAll().where('station_id', '=', stationId).execute()

export const saveFree = (trx: Trx, id: string, free: number, changedAt: Date | null) =>
  trx.updateTable('station').set({ free_evses: free, free_changed_at: changedAt }).where('id', '=', id).execute()

export const isFavourite = async (db: Db, stationId: string): Promise<boolean> =>
  (await db.selectFrom('favourite').select('id').where('station_id', '=', stationId).limit(1).executeTakeFirst()) !== undefined

/** The users who want to be told when a station becomes free. */
export async function whoWaitFor(db: Db, stationId: string): Promise<string[]> {
  const waiting = db
    .selectFrom('favourite')
    .innerJoin('station', 'station.id', 'favourite.station_id')
    .select('user_id')
    .where('station_id', '=', stationId)
    .where('tell_when_free', '=', true)
    .where(knownTo(sql`favourite.user_id`))
  return (await waiting.orderBy('user_id').execute()).map((row) => row.user_id)
}
