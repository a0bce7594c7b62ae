import type { QueryCreator, Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { OcppVersion } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { BootTable, Db, OcppTables } from '../tables.ts'

export type BootRow = Selectable<BootTable>

/** Part of the statement that notes a boot. */
export const addBoot =
  (boot: { stationId: string; at: Date; reason: string | null; firmware: string | null; version: OcppVersion }) =>
  (db: QueryCreator<OcppTables>) => {
    const { stationId, version, ...said } = boot
    return db.insertInto('boot').values({ id: newId(), station_id: stationId, ocpp_version: version, ...said })
  }

/** Part of the same statement: boots beyond the limit go, the oldest first. The one that is added does not count yet. */
export const dropBoots = (stationId: string) => (db: QueryCreator<OcppTables>) =>
  db.deleteFrom('boot').where('id', 'in', (eb) =>
    eb
      .selectFrom('boot')
      .select('id')
      .where('station_id', '=', stationId)
      .orderBy('id', 'desc')
      .offset(OCPP_LIMITS.ofOneCharger.boots - 1),
  )

/** The boots of a charger, the newest first. */
export const bootsOf = (db: Db, stationId: string, page: PageRequest): Promise<BootRow[]> =>
  pageBy(db.selectFrom('boot').selectAll().where('station_id', '=', stationId), [['id', 'uuid']], 'desc', page)

/** The last boot of each of these chargers. */
export const lastBoots = (db: Db, stationIds: readonly string[]): Promise<BootRow[]> =>
  db
    .selectFrom('boot')
    .distinctOn('station_id')
    .selectAll()
    .where('station_id', 'in', stationIds)
    .orderBy('station_id')
    .orderBy('id', 'desc')
    .execute()
