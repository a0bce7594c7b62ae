import type { Trx } from '../tables.ts'
import type { TellingTables } from './tables.ts'

/** Keeps a station as it was said, unless something newer was. */
export const saveStation = (trx: Trx, row: TellingTables['station']) =>
  trx
    .insertInto('station')
    .values(row)
    .onConflict((conflict) => conflict.column('station_id').doUpdateSet(row).where('station.said', '<', row.said))
    .execute()

/** What texts say of a station. One that nobody has told of yet has no name. */
export async function placeOf(trx: Trx, stationId: string): Promise<{ stationName: string; stationZone: string | null }> {
  const row = await trx.selectFrom('station').select(['name', 'time_zone']).where('station_id', '=', stationId).executeTakeFirst()
  return { stationName: row?.name ?? '…', stationZone: row?.time_zone ?? null }
}
