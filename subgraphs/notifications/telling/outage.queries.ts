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

/** Outages that are long enough to be told, of stations that are known. One that comes and goes is told again after a while only. */
const due = (trx: Trx) =>
  trx
    .selectFrom('outage')
    .innerJoin('station', 'station.station_id', 'outage.station_id')
    .where('told', '=', false)
    .where('offline_at', '<', ago(NOTIFICATIONS_LIMITS.offlineMs))
    .where((eb) => eb.or([eb('told_at', 'is', null), eb('told_at', '<', ago(NOTIFICATIONS_LIMITS.offlineAgainMs))]))

/**
 * Operators who are to be told now, and are theirs who asks: their row is locked. Who was told a moment ago is told of the rest later, in one.
 * It stands in the database, so that two processes, or one that was killed, tell no operator twice.
 */
export async function takeOperators(trx: Trx): Promise<string[]> {
  const rows = await trx
    .insertInto('outage_round')
    .columns(['operator_id', 'told_at'])
    .expression(
      due(trx)
        // In one order, so that no two processes wait for each other.
        .select(['operator_id', sql<Date>`now()`.as('told_at')])
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('outage_round')
                .select('told_at')
                .whereRef('outage_round.operator_id', '=', 'station.operator_id')
                .where('outage_round.told_at', '>', ago(NOTIFICATIONS_LIMITS.offlineGatherMs)),
            ),
          ),
        )
        .distinct()
        .orderBy('operator_id')
        .limit(NOTIFICATIONS_LIMITS.tellingAtOnce),
    )
    .onConflict((told) =>
      told
        .column('operator_id')
        .doUpdateSet({ told_at: sql<Date>`now()` })
        .where('outage_round.told_at', '<=', ago(NOTIFICATIONS_LIMITS.offlineGatherMs)),
    )
    .returning('operator_id')
    .execute()
  return rows.map(({ operator_id }) => operator_id)
}

/** Chargers of these operators that they do not know to be away, noted as told; those that went first come first. */
export async function takeOutages(trx: Trx, operators: readonly string[]) {
  const taken = await trx
    .updateTable('outage')
    .from('station')
    .set({ told: true, told_at: sql<Date>`now()` })
    .whereRef('station.station_id', '=', 'outage.station_id')
    .where(
      'outage.station_id',
      'in',
      due(trx).select('outage.station_id').where('operator_id', 'in', operators).forUpdate('outage'),
    )
    .returning(['outage.station_id', 'outage.offline_at', 'station.operator_id', 'station.name', 'station.time_zone'])
    .execute()
  return taken.toSorted((a, b) => (a.offline_at?.getTime() ?? 0) - (b.offline_at?.getTime() ?? 0))
}

/** Of operators who were not told after all. What was before is too long ago to matter, or they would not have been taken. */
export async function forgetRounds(trx: Trx, operators: readonly string[]): Promise<void> {
  if (operators.length > 0) await trx.deleteFrom('outage_round').where('operator_id', 'in', operators).execute()
}
