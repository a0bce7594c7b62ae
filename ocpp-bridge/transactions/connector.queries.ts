import { sql, type Selectable } from 'kysely'
import type { ConnectorStatus, EventCatalogue } from '#lib/events.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { ConnectorStatusTable, Trx } from '../tables.ts'

export interface ConnectorKey {
  stationId: string
  evseNumber: number
  connectorNumber: number
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
  {
    stationId,
    evseNumber,
    connectorNumber,
    ...said
  }: ConnectorKey & { status: ConnectorStatus; errorCode: string | null; at: Date },
): Promise<Selectable<ConnectorStatusTable>> => {
  const row = { status: said.status, error_code: said.errorCode, at: said.at, said_at: sql<Date>`clock_timestamp()` }
  return trx
    .insertInto('connector_status')
    .values({ station_id: stationId, evse_number: evseNumber, connector_number: connectorNumber, ...row })
    .onConflict((conflict) => conflict.columns(['station_id', 'evse_number', 'connector_number']).doUpdateSet(row))
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** That, as the other boxes are told it. */
export const statusOf = (row: Selectable<ConnectorStatusTable>): EventCatalogue['ocpp.connector.status-changed'] => ({
  stationId: row.station_id,
  evseNumber: row.evse_number,
  connectorNumber: row.connector_number,
  status: row.status,
  errorCode: row.error_code,
  at: row.at.toISOString(),
})
