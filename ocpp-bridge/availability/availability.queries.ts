import { sql, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Trx, WantedAvailabilityTable } from '../tables.ts'

export type WantedAvailability = Selectable<WantedAvailabilityTable>

/** The charger (0, 0), an EVSE (n, 0) or a connector. */
export interface Place {
  evseNumber: number | null | undefined
  connectorNumber: number | null | undefined
}

/** Remembers what a charger has agreed to; with `instead`, for all of its parts too. */
export async function saveWantedAvailability(
  trx: Trx,
  stationId: string,
  { evseNumber, connectorNumber }: { evseNumber: number; connectorNumber: number },
  { available, scheduled, instead }: { available: boolean; scheduled: boolean; instead: boolean },
): Promise<void> {
  const said = { available, scheduled, agreed_at: sql<Date>`now()` }
  if (instead) await trx.deleteFrom('wanted_availability').where('station_id', '=', stationId).execute()
  await trx
    .insertInto('wanted_availability')
    .values({ station_id: stationId, evse_number: evseNumber, connector_number: connectorNumber, ...said })
    .onConflict((conflict) => conflict.columns(['station_id', 'evse_number', 'connector_number']).doUpdateSet(said))
    .execute()
}

export const listWantedAvailability = (db: Db, stationId: string, page: PageRequest): Promise<WantedAvailability[]> =>
  pageBy(
    db.selectFrom('wanted_availability').selectAll().where('station_id', '=', stationId),
    [
      ['evse_number', 'int'],
      ['connector_number', 'int'],
    ],
    'asc',
    page,
  )
