import { sql, type RawBuilder } from 'kysely'
import type { ConnectorStatus, EventCatalogue, EventEnvelope } from '#lib/events.ts'
import type { TariffVersion } from '#db/tariff-version.ts'
import type { Connector, Db, Place, Trx } from './tables.ts'

/** What other boxes said, as far as charging needs it. Events of one aggregate come in order, so the last word holds. */

export async function saveStation(trx: Trx, event: EventEnvelope<'stations.station.saved'>): Promise<void> {
  const { stationId, operatorId, evses, timeZone, signedMeterRequired = false, access, guests = [], address } = event.data
  const said = {
    operator_id: operatorId,
    signed_meter_required: signedMeterRequired,
    private: access === 'PRIVATE',
    guests,
    ...(timeZone !== undefined && { time_zone: timeZone }),
    ...(address !== undefined && { address: JSON.stringify(address) }),
  }
  await trx
    .insertInto('station')
    .values({ id: stationId, online: null, online_at: null, time_zone: null, ...said })
    .onConflict((c) => c.column('id').doUpdateSet(said))
    .execute()
  for (const { number, connectors } of evses)
    for (const { connectorId, number: connectorNumber, maxPowerW, tariffId, retired = false } of connectors) {
      const row = { station_id: stationId, evse_number: number, connector_number: connectorNumber, max_power_w: maxPowerW, retired }
      await trx
        .insertInto('connector')
        .values({ id: connectorId, ...row })
        .onConflict((c) => c.column('id').doUpdateSet(row))
        .execute()
      await noteTariff(trx, connectorId, tariffId, new Date(event.occurredAt))
    }
}

/** A station is saved for many reasons. Only a change of tariff is noted. */
const noteTariff = (trx: Trx, connectorId: string, tariffId: string | null, since: Date) =>
  sql`INSERT INTO connector_tariff (connector_id, since, tariff_id)
    SELECT ${connectorId}::uuid, ${since}::timestamptz, ${tariffId}::uuid
    WHERE NOT EXISTS (
      SELECT FROM (SELECT tariff_id FROM connector_tariff WHERE connector_id = ${connectorId}::uuid ORDER BY since DESC LIMIT 1) AS last
      WHERE last.tariff_id IS NOT DISTINCT FROM ${tariffId}::uuid)
    ON CONFLICT (connector_id, since) DO UPDATE SET tariff_id = excluded.tariff_id`.execute(trx)

/** Keeps the newest word on an identity, by its position; an older one that comes late changes nothing. When it was first issued. */
export async function saveIdToken(trx: Trx, event: EventEnvelope<'accounts.id-token.issued'>): Promise<Date> {
  const { idTokenId, userId, partnerId = null, value, type, status, concurrentSessions: concurrent_sessions = 1 } = event.data
  const told = { value, type, status, concurrent_sessions, said: event.position ?? 0 }
  const issuedAt = new Date(event.occurredAt)
  const { issued_at } = await trx
    .insertInto('id_token')
    .values({ id: idTokenId, user_id: userId, partner_id: partnerId, issued_at: issuedAt, ...told })
    .onConflict((c) =>
      c.column('id').doUpdateSet({
        ...Object.fromEntries(Object.keys(told).map((column) => [column, newerOf(column)])),
        issued_at: sql<Date>`least(id_token.issued_at, excluded.issued_at)`,
      }),
    )
    .returning('issued_at')
    .executeTakeFirstOrThrow()
  return issued_at
}

const newerOf = (column: string) =>
  sql<never>`CASE WHEN id_token.said <= excluded.said THEN ${sql.ref(`excluded.${column}`)} ELSE ${sql.ref(`id_token.${column}`)} END`

export const saveVehicle = (trx: Trx, { vehicleId, userId, batteryCapacityWh }: EventCatalogue['accounts.vehicle.saved']) =>
  trx
    .insertInto('vehicle')
    .values({ id: vehicleId, user_id: userId, battery_capacity_wh: batteryCapacityWh })
    .onConflict((c) => c.column('id').doUpdateSet({ battery_capacity_wh: batteryCapacityWh }))
    .execute()

export const removeVehicle = (trx: Trx, vehicleId: string) => trx.deleteFrom('vehicle').where('id', '=', vehicleId).execute()

/** An older word changes nothing. That a vehicle has left is kept: the record of its session may wait for that. */
export function saveConnectorStatus(
  trx: Trx,
  { stationId, evseNumber, connectorNumber, status, at: saidAt }: EventCatalogue['ocpp.connector.status-changed'],
  at: Date,
) {
  const leaves = sql<boolean>`connector_status.status = 'FINISHING' AND ${status} <> 'FINISHING'`
  const left = (column: 'left_at' | 'left_heard_at', moment: Date) =>
    sql<Date | null>`CASE WHEN ${leaves} THEN ${moment}::timestamptz ELSE ${sql.ref(`connector_status.${column}`)} END`
  return trx
    .insertInto('connector_status')
    .values({ station_id: stationId, evse_number: evseNumber, connector_number: connectorNumber, status, at })
    .onConflict((c) =>
      c
        .columns(['station_id', 'evse_number', 'connector_number'])
        .doUpdateSet({ status, at, left_at: left('left_at', new Date(saidAt)), left_heard_at: left('left_heard_at', at) })
        .where('connector_status.at', '<=', at),
    )
    .execute()
}

/** An older word changes nothing. A station that is not known here is not added: its connectors cannot be started yet. */
export const saveOnline = (trx: Trx, stationId: string, online: boolean, at: Date) =>
  trx
    .updateTable('station')
    .set({ online, online_at: at })
    .where('id', '=', stationId)
    .where((eb) => eb.or([eb('online_at', 'is', null), eb('online_at', '<=', at)]))
    .execute()

export const findConnector = (db: Db, id: string): Promise<Connector | undefined> =>
  db.selectFrom('connector').selectAll().where('id', '=', id).executeTakeFirst()

export const connectorAt = (db: Db, { stationId, evseNumber, connectorNumber }: Place): Promise<Connector | undefined> =>
  db
    .selectFrom('connector')
    .selectAll()
    .where('station_id', '=', stationId)
    .where('evse_number', '=', evseNumber)
    .where('connector_number', '=', connectorNumber)
    .executeTakeFirst()

export const findStation = (db: Db, id: string) => db.selectFrom('station').selectAll().where('id', '=', id).executeTakeFirst()

/** The charger's last word on a connector, and on the station as a whole; undefined before the first. */
export async function reportedStatus(
  db: Db,
  place: Place,
): Promise<{ connector: ConnectorStatus | undefined; connectorAt: Date | undefined; station: ConnectorStatus | undefined }> {
  const rows = await db
    .selectFrom('connector_status')
    .selectAll()
    .where('station_id', '=', place.stationId)
    .where('evse_number', 'in', [0, place.evseNumber])
    .execute()
  const connector = rows.find((row) => row.evse_number === place.evseNumber && row.connector_number === place.connectorNumber)
  const station = rows.find((row) => row.evse_number === 0)
  return { connector: connector?.status, connectorAt: connector?.at, station: station?.status }
}

/** True if a user may charge by the app: an identity for it is active. */
export const mayCharge = async (db: Db, userId: string): Promise<boolean> =>
  (await db
    .selectFrom('id_token')
    .select('id')
    .where('user_id', '=', userId)
    .where('type', '=', 'APP')
    .where('status', '=', 'ACTIVE')
    .limit(1)
    .executeTakeFirst()) !== undefined

/** How much clocks of two databases and of chargers differ when all is well. */
export const CLOCKS_DIFFER_SECONDS = 10

/** True for identities that are good at stations of this operator: those of a sandbox are so there alone, and no others are there. */
export const isOfWorld = (operatorId: RawBuilder<unknown>) =>
  sql<boolean>`world_of(id_token.partner_id) IS NOT DISTINCT FROM world_of(${operatorId})`

/** The partners of those of these users who are customers. */
export const customers = (db: Db, userIds: readonly string[]) =>
  db
    .selectFrom('id_token')
    .select(['user_id', 'partner_id'])
    .distinctOn('user_id')
    .where('user_id', 'in', userIds)
    .where('partner_id', 'is not', null)
    .$narrowType<{ partner_id: string }>()
    .execute()

/** The partner whose customer a user is; null for users with an account, and for nobody. */
export const partnerOf = async (db: Db, userId: string | null): Promise<string | null> =>
  userId === null ? null : ((await customers(db, [userId]))[0]?.partner_id ?? null)

/**
 * Whose identity a charger read at a time. Whoever registers a card does not get earlier sessions with it. OCPP compares id tokens without
 * regard to case. The app's identities are shown to no charger: whoever shows one has it from elsewhere.
 */
export const ownerOf = (db: Db, value: string, at: Date, stationId: string) =>
  db
    .selectFrom('id_token')
    .select('user_id')
    .where(isOfWorld(sql`(SELECT operator_id FROM station WHERE id = ${stationId})`))
    .where(sql`lower(value)`, '=', value.toLowerCase())
    .where('type', '<>', 'APP')
    .where('issued_at', '<=', sql<Date>`${at}::timestamptz + make_interval(secs => ${CLOCKS_DIFFER_SECONDS})`)
    .orderBy('issued_at', 'desc')
    .limit(1)
    .executeTakeFirst()

export const findVehicle = (db: Db, id: string) => db.selectFrom('vehicle').selectAll().where('id', '=', id).executeTakeFirst()

/**
 * The tariff that a connector had at a time. Before the time we know of, it is the first one. Null: charging is free. Undefined: not known.
 */
export async function tariffOfConnector(db: Db, connectorId: string, at: Date): Promise<string | null | undefined> {
  const row = await db
    .selectFrom('connector_tariff')
    .select('tariff_id')
    .where('connector_id', '=', connectorId)
    .orderBy(sql`since <= ${at}`, 'desc')
    .orderBy(sql`CASE WHEN since <= ${at} THEN since END`, 'desc')
    .orderBy('since')
    .limit(1)
    .executeTakeFirst()
  return row?.tariff_id
}

/** These versions of tariffs, each once. */
export const findVersions = (db: Db, wanted: readonly { tariff_id: string; version: number }[]): Promise<TariffVersion[]> =>
  db
    .selectFrom('tariff_version')
    .selectAll()
    .where(
      sql<boolean>`(tariff_id, version) IN (
        SELECT * FROM unnest(${wanted.map((one) => one.tariff_id)}::uuid[], ${wanted.map((one) => one.version)}::integer[])
      )`,
    )
    .execute()
