import { sql, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { ConfigurationKeyTable, Db, Trx } from '../tables.ts'
import { keepFirst } from './keep-first.queries.ts'

export type ConfigurationKey = Selectable<ConfigurationKeyTable>

/** Notes what a charger has told; keys beyond what is kept of one charger are left out. */
export async function saveConfiguration(
  trx: Trx,
  stationId: string,
  told: readonly { key: string; value: string | null; readonly: boolean }[],
): Promise<void> {
  const keys = [...new Map(told.map((one) => [one.key, one])).values()].slice(0, OCPP_LIMITS.configurationKeys)
  if (keys.length === 0) return
  await trx
    .insertInto('configuration_key')
    .values(keys.map((one) => ({ station_id: stationId, ...one })))
    .onConflict((conflict) =>
      conflict.columns(['station_id', 'key']).doUpdateSet(({ ref }) => ({
        value: ref('excluded.value'),
        readonly: ref('excluded.readonly'),
        read_at: ref('excluded.read_at'),
      })),
    )
    .execute()
}

/** Notes a value that the charger has taken. */
export async function noteChanged(trx: Trx, stationId: string, key: string, value: string, rebootRequired: boolean): Promise<void> {
  const now = sql<Date>`now()`
  const change = { value, read_at: now, reboot_required_at: rebootRequired ? now : null }
  await trx
    .insertInto('configuration_key')
    .values({ station_id: stationId, key, readonly: false, ...change })
    .onConflict((conflict) => conflict.columns(['station_id', 'key']).doUpdateSet(change))
    .execute()
}

/** Forgets keys that the charger does not have: the named ones, or all but the named ones. */
export async function forgetKeys(
  trx: Trx,
  stationId: string,
  keys: readonly string[],
  which: 'these' | 'all but these',
): Promise<void> {
  await trx
    .deleteFrom('configuration_key')
    .where('station_id', '=', stationId)
    .where(sql<boolean>`(key = ANY (${[...keys]}::text[])) = ${which === 'these'}`)
    .execute()
}

/** Keeps only so many keys of a charger, the first by their names. */
export const removeExcessKeys = (trx: Trx, stationId: string): Promise<void> =>
  keepFirst(trx, stationId, { table: 'configuration_key', by: 'key', most: OCPP_LIMITS.configurationKeys })

export const listConfiguration = (db: Db, stationId: string, search: string, page: PageRequest): Promise<ConfigurationKey[]> =>
  pageBy(
    db
      .selectFrom('configuration_key')
      .selectAll()
      .where('station_id', '=', stationId)
      .where(sql<boolean>`strpos(lower(key), ${search.toLowerCase()}) > 0`),
    [['key', 'text']],
    'asc',
    page,
  )
