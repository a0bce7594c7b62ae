import { sql, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import { newId } from '#lib/id.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { ConnectorErrorTable, ConnectorStatusTable, Db, Trx } from '../tables.ts'

export type ErrorRow = Selectable<ConnectorErrorTable>

/** Begins or ends an error as the connector's status tells. The same error told again stays one, whatever its info says. */
export async function noteError(trx: Trx, status: Selectable<ConnectorStatusTable>, isFaulty: boolean): Promise<void> {
  const { station_id, evse_number, connector_number, error_code, error_info, vendor_id, vendor_error_code, at } = status
  await sql`UPDATE connector_error SET ended_at = greatest(began_at, ${at})
    WHERE station_id = ${station_id} AND evse_number = ${evse_number} AND connector_number = ${connector_number}
      AND ended_at IS NULL AND (NOT ${isFaulty}::boolean OR
        (error_code, vendor_id, vendor_error_code) IS DISTINCT FROM (${error_code}::text, ${vendor_id}::text, ${vendor_error_code}::text))`.execute(
    trx,
  )
  if (!isFaulty) return
  const told = { station_id, evse_number, connector_number, error_code, error_info, vendor_id, vendor_error_code }
  await trx
    .insertInto('connector_error')
    .values({ id: newId(), ...told, began_at: at, ended_at: null })
    .onConflict((conflict) =>
      conflict.columns(['station_id', 'evse_number', 'connector_number']).where('ended_at', 'is', null).doUpdateSet({ error_info }),
    )
    .execute()
  await trx
    .deleteFrom('connector_error')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('connector_error')
        .select('id')
        .where('station_id', '=', station_id)
        .orderBy('id', 'desc')
        .offset(OCPP_LIMITS.ofOneCharger.errors),
    )
    .execute()
}

/** The errors of a charger, the newest first; of those that last, or of all. */
export const errorsOf = (db: Db, stationId: string, open: boolean, page: PageRequest): Promise<ErrorRow[]> =>
  pageBy(
    db
      .selectFrom('connector_error')
      .selectAll()
      .where('station_id', '=', stationId)
      .$if(open, (query) => query.where('ended_at', 'is', null)),
    [['id', 'uuid']],
    'desc',
    page,
  )
