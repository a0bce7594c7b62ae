import { sql, type Insertable, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Db, DeviceVariableTable, Trx } from '../tables.ts'
import { keepFirst } from './keep-first.queries.ts'
import type { ComponentVariable } from '../wire/component.ts'
import { pathOf } from './path.ts'

export type DeviceVariable = Selectable<DeviceVariableTable>
/** One of the four attributes that a variable may have. */
export interface VariableAttribute {
  value?: string | null
  mutability?: string
  persistent?: boolean
  constant?: boolean
}

export const rowOf = (stationId: string, name: ComponentVariable) => ({ station_id: stationId, path: pathOf(name), ...name })

/** Notes variables that a report tells, each once. */
export async function saveVariables(trx: Trx, rows: readonly Insertable<DeviceVariableTable>[]): Promise<void> {
  if (rows.length === 0) return
  await trx
    .insertInto('device_variable')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['station_id', 'path']).doUpdateSet(({ ref }) => ({
        attributes: ref('excluded.attributes'),
        characteristics: ref('excluded.characteristics'),
        read_at: ref('excluded.read_at'),
        reported_by: ref('excluded.reported_by'),
      })),
    )
    .execute()
}

/** Notes the value of one attribute of a variable. What else is known of it stays. */
export async function noteValue(
  trx: Trx,
  stationId: string,
  name: ComponentVariable,
  { type, value, rebootRequired = null }: { type: string; value: string | null; rebootRequired?: boolean | null },
): Promise<void> {
  const now = sql<Date>`now()`
  const attributes = JSON.stringify({ [type]: { value } })
  const reboot = rebootRequired === null ? {} : { reboot_required_at: rebootRequired ? now : null }
  await trx
    .insertInto('device_variable')
    .values({ ...rowOf(stationId, name), attributes, ...reboot })
    .onConflict((conflict) =>
      conflict.columns(['station_id', 'path']).doUpdateSet({
        attributes: sql`device_variable.attributes || jsonb_build_object(${type}::text,
          coalesce(device_variable.attributes -> ${type}, '{}') || jsonb_build_object('value', ${value}::text))`,
        read_at: now,
        ...reboot,
      }),
    )
    .execute()
}

/** Forgets what a full report did not tell. */
export async function forgetUntold(trx: Trx, stationId: string, reportedBy: string): Promise<void> {
  await trx
    .deleteFrom('device_variable')
    .where('station_id', '=', stationId)
    .where('reported_by', 'is distinct from', reportedBy)
    .execute()
}

/** Keeps only so many variables of a charger, the first by their paths. */
export const removeExcessVariables = (trx: Trx, stationId: string): Promise<void> =>
  keepFirst(trx, stationId, { table: 'device_variable', by: 'path', most: OCPP_LIMITS.deviceVariables })

export const listVariables = (db: Db, stationId: string, search: string, page: PageRequest): Promise<DeviceVariable[]> =>
  pageBy(
    db
      .selectFrom('device_variable')
      .selectAll()
      .where('station_id', '=', stationId)
      .where(sql<boolean>`strpos(path, ${search.toLowerCase()}) > 0`),
    [['path', 'text']],
    'asc',
    page,
  )
