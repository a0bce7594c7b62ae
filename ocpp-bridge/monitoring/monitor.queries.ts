import { sql, type Insertable, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Db, MonitorTable, Trx } from '../tables.ts'

export type Monitor = Selectable<MonitorTable>

/** Keeps monitors as they are now. Of one charger so many are kept; a further one is left out. */
export async function saveMonitors(trx: Trx, stationId: string, monitors: readonly Insertable<MonitorTable>[]): Promise<void> {
  const known = await trx.selectFrom('monitor').select('number').where('station_id', '=', stationId).execute()
  const numbers = new Set(known.map(({ number }) => number))
  // One number twice in a message: the last word holds.
  const told = new Map(monitors.map((monitor) => [monitor.number, monitor]))
  for (const number of told.keys())
    if (!numbers.has(number) && numbers.size >= OCPP_LIMITS.ofOneCharger.monitors) told.delete(number)
    else numbers.add(number)
  if (told.size === 0) return
  await trx
    .insertInto('monitor')
    .values([...told.values()])
    .onConflict((conflict) =>
      conflict.columns(['station_id', 'number']).doUpdateSet((eb) => ({
        component: eb.ref('excluded.component'),
        component_instance: eb.ref('excluded.component_instance'),
        evse_number: eb.ref('excluded.evse_number'),
        connector_number: eb.ref('excluded.connector_number'),
        variable: eb.ref('excluded.variable'),
        variable_instance: eb.ref('excluded.variable_instance'),
        type: eb.ref('excluded.type'),
        value: eb.ref('excluded.value'),
        severity: eb.ref('excluded.severity'),
        only_in_transaction: eb.ref('excluded.only_in_transaction'),
        confirmed_at: sql`now()`,
        reported_by: eb.ref('excluded.reported_by'),
      })),
    )
    .execute()
}

export async function deleteMonitor(trx: Trx, stationId: string, number: number): Promise<void> {
  await trx.deleteFrom('monitor').where('station_id', '=', stationId).where('number', '=', number).execute()
}

export const listMonitors = (db: Db, stationId: string, page: PageRequest): Promise<Monitor[]> =>
  pageBy(db.selectFrom('monitor').selectAll().where('station_id', '=', stationId), [['number', 'int']], 'asc', page)

/** How severe the events of these monitors are. */
export const severities = (trx: Trx, stationId: string, numbers: readonly number[]) =>
  trx
    .selectFrom('monitor')
    .select(['number', 'severity'])
    .where('station_id', '=', stationId)
    .where('number', 'in', numbers)
    .execute()
