import { sql, type Insertable, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Db, SecurityEventTable, Trx } from '../tables.ts'

export type SecurityEvent = Selectable<SecurityEventTable>

/** Keeps what a charger says, and removes the oldest of it beyond what is kept. */
export async function insertSecurityEvent(trx: Trx, row: Insertable<SecurityEventTable>): Promise<void> {
  await trx.insertInto('security_event').values(row).execute()
  await sql`DELETE FROM security_event WHERE id IN (
    SELECT id FROM security_event WHERE station_id = ${row.station_id} ORDER BY id DESC OFFSET ${OCPP_LIMITS.securityEvents})`.execute(
    trx,
  )
}

export const listSecurityEvents = (db: Db, stationId: string, page: PageRequest): Promise<SecurityEvent[]> =>
  pageBy(db.selectFrom('security_event').selectAll().where('station_id', '=', stationId), [['id', 'uuid']], 'desc', page)
