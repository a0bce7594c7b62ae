import { sql } from 'kysely'
import { ago } from '#db/time.ts'
import { NOTIFICATIONS_LIMITS } from '../limits.ts'
import type { Trx } from '../tables.ts'

/** Keeps whether a charger is connected, unless something newer was said. An outage that is no news counts as told. */
export const saveConnection = (trx: Trx, row: { station_id: string; offline_at: Date | null; told: boolean; said: number }) =>
  trx
    .insertInto('outage')
    .values({ ...row, told_at: null })
    .onConflict((conflict) => conflict.column('station_id').doUpdateSet(row).where('outage.said', '<', row.said))
    .execute()

/**
 * Chargers that have been away for long and whose operator does not know it, noted as told. One that comes and goes is told again after a
 * while only. Those that another process is at are left to it.
 */
export const takeOutages = (trx: Trx) =>
  trx
    .updateTable('outage')
    .from('station')
    .set({ told: true, told_at: sql<Date>`now()` })
    .whereRef('station.station_id', '=', 'outage.station_id')
    .where('outage.station_id', 'in', (from) =>
      from
        .selectFrom('outage')
        .innerJoin('station', 'station.station_id', 'outage.station_id')
        .select('outage.station_id')
        .where('told', '=', false)
        .where('offline_at', '<', ago(NOTIFICATIONS_LIMITS.offlineMs))
        .where((eb) => eb.or([eb('told_at', 'is', null), eb('told_at', '<', ago(NOTIFICATIONS_LIMITS.offlineAgainMs))]))
        .orderBy('offline_at')
        .limit(NOTIFICATIONS_LIMITS.tellingAtOnce)
        .forUpdate('outage')
        .skipLocked(),
    )
    .returning(['outage.station_id', 'outage.offline_at', 'station.operator_id', 'station.name', 'station.time_zone'])
    .execute()
