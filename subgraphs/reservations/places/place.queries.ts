import { sql } from 'kysely'
import type { ConnectorStatus, EventCatalogue } from '#lib/events.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import type { Db, Evse, Report, Station, Trx } from '../tables.ts'

type Told = EventCatalogue['stations.station.saved']

export const findStation = (db: Db | Trx, id: string): Promise<Station | undefined> =>
  db.selectFrom('station').selectAll().where('id', '=', id).executeTakeFirst()

export const stations = (db: Db, ids: readonly string[]): Promise<Station[]> =>
  db.selectFrom('station').selectAll().where('id', 'in', ids).execute()

/** Ids of the stations of an operator. */
export const stationsOf = async (db: Db | Trx, operatorId: string): Promise<string[]> =>
  (await db.selectFrom('station').select('id').where('operator_id', '=', operatorId).execute()).map(({ id }) => id)

/** Locks a station: what is booked, blocked or moved at it is so one after the other. References to it are not kept waiting. */
export const lockStation = (trx: Trx, id: string): Promise<Station | undefined> =>
  trx.selectFrom('station').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()

/** Words on a station are worked one after the other, also on one that is not known yet and has no row to lock. */
export const lockWords = async (trx: Trx, stationId: string): Promise<void> =>
  void (await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`words on ${stationId}`}, 0))`.execute(trx))

/** What the operator says of a station; false if that was older than what is known. */
export async function saveStation(trx: Trx, told: Told, said: number): Promise<boolean> {
  const values = {
    operator_id: told.operatorId,
    name: told.address?.name ?? told.identity,
    time_zone: told.timeZone ?? 'UTC',
    private: told.access === 'PRIVATE',
    guests: told.guests ?? [],
    ...(told.address !== undefined && { address: JSON.stringify(told.address) }),
    said,
  }
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('station')
    .values({ id: told.stationId, online: null, address: null, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values).where('station.said', '<=', said))
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export const evsesOf = (db: Db | Trx, stationId: string): Promise<Evse[]> =>
  db.selectFrom('evse').selectAll().where('station_id', '=', stationId).orderBy('number').orderBy('id').execute()

export const saveEvse = (trx: Trx, stationId: string, row: Omit<Evse, 'station_id' | 'out_of_order'>) =>
  trx
    .insertInto('evse')
    .values({ station_id: stationId, ...row })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ number: row.number, max_power_w: row.max_power_w, retired: row.retired }),
    )
    .execute()

export const saveConnectors = (trx: Trx, evseId: string, connectors: Told['evses'][number]['connectors']) =>
  trx
    .insertInto('connector')
    .values(
      connectors.map((connector) => ({
        id: connector.connectorId,
        evse_id: evseId,
        number: connector.number,
        max_power_w: connector.maxPowerW,
        power_type: connector.powerType ?? null,
        tariff_id: connector.tariffId,
        retired: connector.retired === true,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        evse_id: eb.ref('excluded.evse_id'),
        number: eb.ref('excluded.number'),
        max_power_w: eb.ref('excluded.max_power_w'),
        power_type: eb.ref('excluded.power_type'),
        tariff_id: eb.ref('excluded.tariff_id'),
        retired: eb.ref('excluded.retired'),
      })),
    )
    .execute()

/** What a station is no longer said to have is retired: bookings refer to it. */
export async function retireOthers(trx: Trx, { stationId, evses }: Told): Promise<void> {
  const connectors = evses.flatMap((evse) => evse.connectors.map(({ connectorId }) => connectorId))
  await sql`UPDATE evse SET retired = true
    WHERE station_id = ${stationId} AND NOT retired AND id <> ALL (${evses.map(({ evseId }) => evseId)}::uuid[])`.execute(trx)
  await sql`UPDATE connector SET retired = true FROM evse
    WHERE evse.id = connector.evse_id AND evse.station_id = ${stationId} AND NOT connector.retired
      AND connector.id <> ALL (${connectors}::uuid[])`.execute(trx)
}

/** Whether the charger is connected; false if that was older than what is known. */
export async function saveCharger(trx: Trx, stationId: string, online: boolean, said: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('charger')
    .values({ station_id: stationId, online, said })
    .onConflict((conflict) => conflict.column('station_id').doUpdateSet({ online, said }).where('charger.said', '<=', said))
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Notes at the station what its charger said of its connection. */
export const copyOnline = (trx: Trx, stationId: string) =>
  sql`UPDATE station SET online = charger.online, online_said = charger.said FROM charger
    WHERE station.id = ${stationId} AND charger.station_id = station.id`.execute(trx)

/** What the charger says of a connector; an older word changes nothing, nor does one of more connectors than a station can have. */
export const saveStatus = (
  trx: Trx,
  place: { stationId: string; evseNumber: number; connectorNumber: number; status: ConnectorStatus },
  said: number,
) =>
  sql`INSERT INTO connector_status (station_id, evse_number, connector_number, status, said)
    SELECT ${place.stationId}::uuid, ${place.evseNumber}::int, ${place.connectorNumber}::int, ${place.status}, ${said}::bigint
    WHERE EXISTS (SELECT FROM connector_status WHERE station_id = ${place.stationId}::uuid
        AND evse_number = ${place.evseNumber}::int AND connector_number = ${place.connectorNumber}::int)
      OR ${RESERVATIONS_LIMITS.reportsPerStation} > (SELECT count(*) FROM connector_status WHERE station_id = ${place.stationId}::uuid)
    ON CONFLICT (station_id, evse_number, connector_number) DO UPDATE SET status = excluded.status, said = excluded.said
      WHERE connector_status.said <= excluded.said`.execute(trx)

export const reportsOf = (db: Db | Trx, stationId: string): Promise<Report[]> =>
  db.selectFrom('connector_status').selectAll().where('station_id', '=', stationId).execute()

export const connectorsOf = (db: Db | Trx, stationId: string) =>
  db
    .selectFrom('connector')
    .innerJoin('evse', 'evse.id', 'connector.evse_id')
    .selectAll('connector')
    .where('evse.station_id', '=', stationId)
    .execute()

export const saveOutOfOrder = (trx: Trx, id: string, outOfOrder: boolean) =>
  trx.updateTable('evse').set({ out_of_order: outOfOrder }).where('id', '=', id).execute()
