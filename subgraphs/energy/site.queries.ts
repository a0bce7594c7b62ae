import { countOf } from '#db/count.ts'
import type { Insertable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, EnergyTables, Site, SiteStation, Trx } from './tables.ts'

/** Keeps the newest word on a station. */
export async function saveStation(trx: Trx, row: Insertable<EnergyTables['station']>): Promise<void> {
  const { id: _id, ...change } = row
  await trx
    .insertInto('station')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change).where('station.said', '<=', row.said))
    .execute()
}

export const sites = (db: Db, ids: readonly string[]): Promise<Site[]> =>
  db.selectFrom('site').selectAll().where('id', 'in', ids).execute()

export const listSites = (db: Db, operatorId: string | null, page: PageRequest): Promise<Site[]> =>
  pageBy(
    db
      .selectFrom('site')
      .selectAll()
      .$if(operatorId !== null, (query) => query.where('operator_id', '=', operatorId ?? '')),
    [['id', 'uuid']],
    'asc',
    page,
  )

export const stationsOfSites = (db: Db | Trx, siteIds: readonly string[]): Promise<SiteStation[]> =>
  db.selectFrom('site_station').selectAll().where('site_id', 'in', siteIds).orderBy('station_id').execute()

/** The stations at a site with what stations says of them. */
export const equipmentOf = (trx: Trx, siteId: string) =>
  trx
    .selectFrom('site_station')
    .innerJoin('station', 'station.id', 'site_station.station_id')
    .selectAll('site_station')
    .select(['station.evses', 'station.operator_id'])
    .where('site_id', '=', siteId)
    .orderBy('station_id')
    .execute()

export const buildingLoads = (db: Db | Trx, siteIds: readonly string[]) =>
  db.selectFrom('building_load').selectAll().where('site_id', 'in', siteIds).execute()

export const lockSite = (trx: Trx, id: string): Promise<Site | undefined> =>
  trx.selectFrom('site').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Undefined if the operator has used the key before. */
export const insertSite = (trx: Trx, row: Insertable<EnergyTables['site']>): Promise<Site | undefined> =>
  trx
    .insertInto('site')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()

export const findByKey = (trx: Trx, operatorId: string, key: string): Promise<Site | undefined> =>
  trx.selectFrom('site').selectAll().where('operator_id', '=', operatorId).where('idempotency_key', '=', key).executeTakeFirst()

export const changeSite = (trx: Trx, id: string, change: Partial<Insertable<EnergyTables['site']>>): Promise<Site> =>
  trx.updateTable('site').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

export async function deleteSite(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('site').where('id', '=', id).execute()
}

/** Puts a station at a site; false if it is at another one. */
export async function placeStation(
  trx: Trx,
  row: Pick<SiteStation, 'station_id' | 'site_id' | 'weight' | 'first_phase'>,
): Promise<boolean> {
  const { weight, first_phase } = row
  const placed = await trx
    .insertInto('site_station')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('station_id').doUpdateSet({ weight, first_phase }).where('site_station.site_id', '=', row.site_id),
    )
    .returning('station_id')
    .executeTakeFirst()
  return placed !== undefined
}

export async function removeStation(trx: Trx, siteId: string, stationId: string): Promise<void> {
  await trx.deleteFrom('site_station').where('site_id', '=', siteId).where('station_id', '=', stationId).execute()
}

export const operatorOfStation = (trx: Trx, id: string) =>
  trx.selectFrom('station').select('operator_id').where('id', '=', id).executeTakeFirst()

/** A later word of the building's meter takes the place of an earlier one. */
export async function saveBuildingLoad(trx: Trx, row: EnergyTables['building_load']): Promise<void> {
  const { site_id: _site, ...change } = row
  await trx
    .insertInto('building_load')
    .values(row)
    .onConflict((conflict) => conflict.column('site_id').doUpdateSet(change).where('building_load.at', '<=', row.at))
    .execute()
}

/** What a charger says to the limit of transactions that have none of their own. */
export async function noteDefaultAnswer(trx: Trx, askId: string, kept: boolean): Promise<void> {
  await trx
    .updateTable('site_station')
    .set((eb) => ({ default_kept_a: kept ? eb.ref('default_asked_a') : null }))
    .where('default_ask_id', '=', askId)
    .execute()
}

/** Sites that have not been looked at for so long, the longest first. */
export const dueSites = (db: Db, before: Date, limit: number): Promise<{ id: string }[]> =>
  db
    .selectFrom('site')
    .select('id')
    .where((eb) => eb.or([eb('shared_at', 'is', null), eb('shared_at', '<', before)]))
    .orderBy('shared_at', (order) => order.asc().nullsFirst())
    .limit(limit)
    .execute()

export async function changePlacing(
  trx: Trx,
  stationId: string,
  change: Partial<Pick<SiteStation, 'default_asked_a' | 'default_asked_at' | 'default_ask_id' | 'default_kept_a'>>,
): Promise<void> {
  await trx.updateTable('site_station').set(change).where('station_id', '=', stationId).execute()
}

export const countSites = (trx: Trx, operatorId: string): Promise<number> =>
  countOf(trx.selectFrom('site').where('operator_id', '=', operatorId))

export const countStations = (trx: Trx, siteId: string): Promise<number> =>
  countOf(trx.selectFrom('site_station').where('site_id', '=', siteId))

export const placingOf = (trx: Trx, siteId: string, stationId: string): Promise<SiteStation | undefined> =>
  trx.selectFrom('site_station').selectAll().where('site_id', '=', siteId).where('station_id', '=', stationId).executeTakeFirst()
