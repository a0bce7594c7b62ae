import { each, type Past } from '#db/past.ts'
import { readingsOfUploads } from './reading.queries.ts'
import type { OdometerTables, Trx, UploadState } from './tables.ts'
import { approved, rejected } from './told.ts'

const uploads = (state: UploadState) => (trx: Trx) => trx.selectFrom('upload').selectAll().where('state', '=', state)

/** What odometer can say again: the readings, and the uploads that became none. */
export const past: Past<OdometerTables> = {
  'odometer.reading.approved': each(uploads('APPROVED'), ['id'], async (rows, trx) => {
    const readings = await readingsOfUploads(
      trx,
      rows.map(({ id }) => id),
    )
    return readings.map((row) => ({ aggregateId: row.upload_id, data: approved(row), since: row.approved_at }))
  }),
  'odometer.upload.rejected': each(uploads('REJECTED'), ['id'], (rows) =>
    rows.map((row) => ({
      aggregateId: row.id,
      data: rejected(row, row.reasons),
      ...(row.decided_at && { since: row.decided_at }),
    })),
  ),
}
