import { sql, type Selectable } from 'kysely'
import type { ConnectorStatus, EventCatalogue } from '#lib/events.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { ConnectorStatusTable, Db, Trx } from '../tables.ts'

export type ConnectorStatusRow = Selectable<ConnectorStatusTable>

export interface ConnectorKey {
  stationId: string
  evseNumber: number
  connectorNumber: number
}

/** What a charger says of a connector, in the platform's words. Of its errors, 1.6 alone tells more than that there is one. */
export interface Report {
  status: ConnectorStatus
  errorCode: string | null
  errorInfo?: string | null
  vendorId?: string | null
  vendorErrorCode?: string | null
  at: Date
}

/** Keeps what a charger last said of a connector. */
export async function saveReported(trx: Trx, connector: ConnectorKey, reported: string, at: Date): Promise<void> {
  await trx
    .insertInto('connector')
    .values({
      station_id: connector.stationId,
      evse_number: connector.evseNumber,
      connector_number: connector.connectorNumber,
      reported,
      reported_at: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['station_id', 'evse_number', 'connector_number']).doUpdateSet({ reported, reported_at: at }),
    )
    .execute()
}

/** What the charger last said of a connector, in its version's words; null where it said nothing yet. */
export async function findReported(trx: Trx, connector: ConnectorKey): Promise<string | null> {
  const row = await trx
    .selectFrom('connector')
    .select('reported')
    .where('station_id', '=', connector.stationId)
    .where('evse_number', '=', connector.evseNumber)
    .where('connector_number', '=', connector.connectorNumber)
    .executeTakeFirst()
  return row?.reported ?? null
}

/** Whether a charger may speak of a connector: of one that it has spoken of, or of another while they are not too many. */
export async function maySpeakOf(trx: Trx, { stationId, evseNumber, connectorNumber }: ConnectorKey): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`SELECT ${OCPP_LIMITS.connectors} > count(*)
      OR coalesce(bool_or(evse_number = ${evseNumber} AND connector_number = ${connectorNumber}), false) AS may
    FROM connector_status WHERE station_id = ${stationId}::uuid`.execute(trx)
  return rows[0]?.may ?? true
}

/** Keeps what was last said of a connector, in the platform's words. */
export const saveStatus = (
  trx: Trx,
  { stationId, evseNumber, connectorNumber, ...said }: ConnectorKey & Report,
): Promise<ConnectorStatusRow & { was_faulty: boolean }> => {
  const row = {
    status: said.status,
    error_code: said.errorCode,
    error_info: said.errorInfo ?? null,
    vendor_id: said.vendorId ?? null,
    vendor_error_code: said.vendorErrorCode ?? null,
    at: said.at,
    said_at: sql<Date>`clock_timestamp()`,
  }
  return trx
    .insertInto('connector_status')
    .values({ station_id: stationId, evse_number: evseNumber, connector_number: connectorNumber, ...row })
    .onConflict((conflict) => conflict.columns(['station_id', 'evse_number', 'connector_number']).doUpdateSet(row))
    .returningAll()
    .returning(sql<boolean>`coalesce(old.status = 'FAULTED' OR old.error_code IS NOT NULL, false)`.as('was_faulty'))
    .executeTakeFirstOrThrow()
}

/** What each of these chargers last said of its connectors, in their order. */
export const connectorStatuses = (db: Db, stationIds: readonly string[]): Promise<ConnectorStatusRow[]> =>
  db
    .selectFrom('connector_status')
    .selectAll()
    .where('station_id', 'in', stationIds)
    .orderBy('station_id')
    .orderBy('evse_number')
    .orderBy('connector_number')
    .execute()

/** That, as the other boxes are told it. */
export const statusOf = (row: ConnectorStatusRow): EventCatalogue['ocpp.connector.status-changed'] => ({
  stationId: row.station_id,
  evseNumber: row.evse_number,
  connectorNumber: row.connector_number,
  status: row.status,
  errorCode: row.error_code,
  at: row.at.toISOString(),
})
