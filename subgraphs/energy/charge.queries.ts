import { sql, type Insertable } from 'kysely'
import type { MeterSample } from '#lib/events.ts'
import { ENERGY_LIMITS } from './limits.ts'
import type { ChargeChange, Charging, Db, EnergyTables, Trx } from './tables.ts'

/** Notes a transaction that has begun; nothing if it is known. */
export async function insertCharge(
  trx: Trx,
  row: Pick<
    Charging,
    | 'transaction_id'
    | 'station_id'
    | 'evse_number'
    | 'connector_number'
    | 'session_id'
    | 'started_at'
    | 'meter_start_wh'
    | 'register_wh'
  >,
): Promise<void> {
  await trx
    .insertInto('charge')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * Notes what cars at sites draw. An older sample changes nothing, and neither does one after the end. No charger can make this fail by what
 * it says: the samples of all others would be lost with its own.
 */
export async function noteSamples(db: Db, samples: ReadonlyMap<string, MeterSample>): Promise<void> {
  if (samples.size === 0) return
  const rows = [...samples].map(([id, { at, powerW, registerWh }]) => ({ id, at, power_w: powerW, register_wh: registerWh }))
  await sql`
    UPDATE charge SET measured_at = sample.at, power_w = coalesce(round(least(sample.power_w, ${ENERGY_LIMITS.powerW}))::integer, charge.power_w),
      register_wh = coalesce(sample.register_wh, charge.register_wh)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS sample (id uuid, at timestamptz, power_w float, register_wh bigint)
    WHERE charge.transaction_id = sample.id AND charge.ended_at IS NULL
      AND (charge.measured_at IS NULL OR charge.measured_at < sample.at)
      AND charge.station_id IN (SELECT station_id FROM site_station)`.execute(db)
}

export async function changeCharge(trx: Trx, transactionId: string, change: ChargeChange): Promise<void> {
  await trx.updateTable('charge').set(change).where('transaction_id', '=', transactionId).execute()
}

/** What became of a limit that its charger was asked to keep. Only of the last one: an older answer changes nothing. */
export async function noteAnswer(trx: Trx, askId: string, kept: boolean): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('charge')
    .set((eb) =>
      kept
        ? { kept_a: eb.ref('asked_a'), heard_a: null, follows: true, above_since: null, unheard_since: null }
        : { kept_a: null, heard_a: null, follows: false, unheard_since: null },
    )
    .where('ask_id', '=', askId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A limit that the charger may not have heard is asked for again. */
export async function forgetAsk(trx: Trx, askId: string): Promise<void> {
  await trx.updateTable('charge').set({ asked_a: null, asked_at: null }).where('ask_id', '=', askId).execute()
}

const running = (db: Db | Trx) =>
  db
    .selectFrom('charge')
    .leftJoin('goal', 'goal.transaction_id', 'charge.transaction_id')
    .selectAll('charge')
    .select(['goal.energy_wh as goal_wh', 'goal.ready_by'])
    .select((eb) => eb.fn.coalesce('charge.session_id', 'goal.session_id').as('session_id'))
    .where('charge.ended_at', 'is', null)

export const chargesOfSites = (db: Db | Trx, siteIds: readonly string[]): Promise<(Charging & { site_id: string })[]> =>
  running(db)
    .innerJoin('site_station', 'site_station.station_id', 'charge.station_id')
    .select('site_station.site_id')
    .where('site_station.site_id', 'in', siteIds)
    .orderBy('charge.started_at')
    .orderBy('charge.transaction_id')
    .execute()

export const chargesOfSessions = (db: Db, sessionIds: readonly string[]): Promise<Charging[]> =>
  running(db)
    .where((eb) => eb.or([eb('charge.session_id', 'in', sessionIds), eb('goal.session_id', 'in', sessionIds)]))
    .execute()

export const findCharge = (trx: Trx, transactionId: string): Promise<Charging | undefined> =>
  running(trx).where('charge.transaction_id', '=', transactionId).executeTakeFirst()

/** What a driver wants, in place of what was said before. */
export async function saveGoal(trx: Trx, row: Insertable<EnergyTables['goal']>): Promise<void> {
  const { transaction_id: _id, ...change } = row
  await trx
    .insertInto('goal')
    .values(row)
    .onConflict((conflict) => conflict.column('transaction_id').doUpdateSet(change))
    .execute()
}

/** Of one EVSE, at most one charges: whatever is still noted there from before has ended unheard. */
export async function endOthers(
  trx: Trx,
  charge: Pick<Charging, 'transaction_id' | 'station_id' | 'evse_number' | 'started_at'>,
): Promise<void> {
  await trx
    .updateTable('charge')
    .set({ ended_at: sql`now()` })
    .where('station_id', '=', charge.station_id)
    .where('evse_number', '=', charge.evse_number)
    .where('transaction_id', '<>', charge.transaction_id)
    .where('started_at', '<=', charge.started_at)
    .where('ended_at', 'is', null)
    .execute()
}
