import { sql, type Insertable, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { DataTransferTable, Db, Trx } from '../tables.ts'

export type ReceivedTransfer = Selectable<DataTransferTable>

export async function insertTransfer(trx: Trx, row: Insertable<DataTransferTable>): Promise<void> {
  await trx.insertInto('data_transfer').values(row).execute()
}

/** Removes the oldest of a charger beyond what is kept of it, by their number and by their bytes. */
export async function removeExcess(trx: Trx, stationId: string): Promise<void> {
  await sql`DELETE FROM data_transfer WHERE id IN (
    SELECT id FROM (
      SELECT id, row_number() OVER newest AS place, sum(bytes) OVER newest AS bytes_so_far
        FROM data_transfer WHERE station_id = ${stationId} WINDOW newest AS (ORDER BY id DESC)) AS counted
      WHERE place > ${OCPP_LIMITS.dataTransferRows} OR bytes_so_far > ${OCPP_LIMITS.dataTransferBytes})`.execute(trx)
}

export const listTransfers = (db: Db, stationId: string, page: PageRequest): Promise<ReceivedTransfer[]> =>
  pageBy(db.selectFrom('data_transfer').selectAll().where('station_id', '=', stationId), [['id', 'uuid']], 'desc', page)
