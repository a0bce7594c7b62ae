import { sql, type Selectable, type Updateable } from 'kysely'
import { daysAgo } from '#db/time.ts'
import { ID_TOKEN_LIMITS } from '#lib/id-token.ts'
import type { OcppVersion } from '#lib/events.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Db, IdTokenTable, LocalListTable, Trx } from '../tables.ts'
import { isOfWorld, ofBlockedPartner, ofBlockedPayer } from '../world.ts'

export type LocalList = Selectable<LocalListTable>

export const localLists = (db: Db | Trx, stationIds: readonly string[]): Promise<LocalList[]> =>
  db.selectFrom('local_list').selectAll().where('station_id', 'in', stationIds).execute()

export const lockLocalList = (trx: Trx, stationId: string): Promise<LocalList | undefined> =>
  trx.selectFrom('local_list').selectAll().where('station_id', '=', stationId).forUpdate().executeTakeFirst()

export async function saveLocalList(
  trx: Trx,
  stationId: string,
  change: { kept?: boolean } & Updateable<LocalListTable>,
): Promise<void> {
  await trx
    .insertInto('local_list')
    .values({ kept: false, ...change, station_id: stationId })
    .onConflict((conflict) => conflict.column('station_id').doUpdateSet(change))
    .execute()
}

/**
 * The cards that a charger should know: those that charged there lately and may still charge, the latest first. No other driver's card
 * leaves the platform.
 */
export const cardsOf = (trx: Trx, stationId: string, version: OcppVersion, most: number): Promise<Selectable<IdTokenTable>[]> =>
  trx
    .selectFrom('id_token')
    .innerJoin(
      (from) =>
        from
          .selectFrom('transaction')
          .select(sql<string>`lower(id_token)`.as('shown'))
          .select(({ fn }) => fn.max('started_at').as('last'))
          .where('station_id', '=', stationId)
          .where('authorised', '=', true)
          .where('started_at', '>', daysAgo(OCPP_LIMITS.localListDays))
          .groupBy('shown')
          .as('charged'),
      (join) => join.on(sql<boolean>`lower(id_token.value) = charged.shown`),
    )
    .selectAll('id_token')
    .where(isOfWorld(stationId))
    .where('status', '=', 'ACTIVE')
    .where(({ not, or }) => not(or([ofBlockedPartner, ofBlockedPayer])))
    .where('type', 'in', ['RFID', 'ISO14443', 'ISO15693'])
    .where(sql<boolean>`coalesce(expires_at, 'infinity') > now() AND length(value) <= ${ID_TOKEN_LIMITS.most[version]}`)
    .orderBy('charged.last', 'desc')
    .limit(most)
    .execute()

export const entriesOf = (trx: Trx, stationId: string) =>
  trx.selectFrom('local_list_entry').select(['value', 'said', 'gone']).where('station_id', '=', stationId).execute()

export async function clearEntries(trx: Trx, stationId: string, which: 'all' | 'gone'): Promise<void> {
  await trx
    .deleteFrom('local_list_entry')
    .where('station_id', '=', stationId)
    .$if(which === 'gone', (query) => query.where('gone', '=', true))
    .execute()
}

export async function saveEntries(
  trx: Trx,
  stationId: string,
  entries: readonly { value: string; said: string; gone: boolean }[],
): Promise<void> {
  if (entries.length === 0) return
  await trx
    .insertInto('local_list_entry')
    .values(entries.map((entry) => ({ station_id: stationId, ...entry })))
    .onConflict((conflict) =>
      conflict
        .columns(['station_id', 'value'])
        .doUpdateSet(({ ref }) => ({ said: ref('excluded.said'), gone: ref('excluded.gone') })),
    )
    .execute()
}

/** How many entries the charger takes in one message, and how many it can keep, as far as it has told. */
export async function roomOf(trx: Trx, stationId: string): Promise<{ atOnce: number; most: number }> {
  const { rows } = await sql<{ name: string; value: string | null }>`
    SELECT lower(key) AS name, value FROM configuration_key
      WHERE station_id = ${stationId} AND lower(key) IN ('sendlocallistmaxlength', 'localauthlistmaxlength')
    UNION ALL SELECT path, coalesce(attributes -> 'Actual' ->> 'value', '') FROM device_variable
      WHERE station_id = ${stationId} AND path = 'localauthlistctrlr/itemspermessage'
    UNION ALL SELECT path, coalesce(characteristics ->> 'maxLimit', '') FROM device_variable
      WHERE station_id = ${stationId} AND path = 'localauthlistctrlr/entries'`.execute(trx)
  const told = (...names: string[]) => {
    const number = Number(rows.find(({ name }) => names.includes(name))?.value ?? 'nothing')
    return Number.isInteger(number) && number > 0 ? number : Infinity
  }
  return {
    atOnce: Math.min(OCPP_LIMITS.localListAtOnce, told('sendlocallistmaxlength', 'localauthlistctrlr/itemspermessage')),
    most: Math.min(OCPP_LIMITS.localListEntries, told('localauthlistmaxlength', 'localauthlistctrlr/entries')),
  }
}

/** The list of a charger is looked at in the next round. */
export async function lookSoon(trx: Trx, stationId: string): Promise<void> {
  await trx
    .updateTable('local_list')
    .set({ looked_at: sql<Date>`'-infinity'` })
    .where('station_id', '=', stationId)
    .where('kept', '=', true)
    .execute()
}

/** Lists to look at next, of chargers that are connected and have nothing of the kind to answer; each is given once in a while. */
export async function takeLists(trx: Trx): Promise<(LocalList & { ocpp_version: OcppVersion })[]> {
  const { rows } = await sql<LocalList & { ocpp_version: OcppVersion }>`
    UPDATE local_list SET looked_at = now() FROM connection
      WHERE connection.station_id = local_list.station_id AND local_list.station_id IN (
        SELECT l.station_id FROM local_list l JOIN connection USING (station_id)
          WHERE l.kept AND l.looked_at < now() - make_interval(secs => ${OCPP_LIMITS.localListEverySeconds})
            AND coalesce(l.failed_at, '-infinity') < now() - make_interval(mins => ${OCPP_LIMITS.localListRetryMinutes})
            AND NOT EXISTS (SELECT FROM charge_point_command c WHERE c.station_id = l.station_id
              AND c.state IN ('PENDING', 'SENT') AND c.kind IN ('SEND_LOCAL_LIST', 'GET_LOCAL_LIST_VERSION'))
          ORDER BY l.looked_at LIMIT ${OCPP_LIMITS.localListsAtOnce} FOR UPDATE OF l SKIP LOCKED)
      RETURNING local_list.*, connection.ocpp_version`.execute(trx)
  return rows
}
