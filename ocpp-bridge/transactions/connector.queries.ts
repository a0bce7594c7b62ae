import type { Trx } from '../context.ts'

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
