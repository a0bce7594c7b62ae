import { sql } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { MeterSample } from '#lib/events.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import type { Db, MeterValue, Session, Trx } from '../tables.ts'

/**
 * Keeps samples, one for each moment: the first word on a moment stays. Of one session at most `CHARGING_LIMITS.meterValues` are kept:
 * otherwise one charger could fill the disk. Live view and bill go on from what the session itself remembers. Gives how many it has now,
 * to be written with what else changes: this runs for every sample of every charger. The session must be locked.
 */
export async function keepMeterValues(
  trx: Trx,
  session: Pick<Session, 'id' | 'meter_values'>,
  samples: readonly MeterSample[],
  receivedAt: Date,
): Promise<{ meter_values: number }> {
  const room = CHARGING_LIMITS.meterValues - session.meter_values
  if (samples.length === 0 || room <= 0) return { meter_values: session.meter_values }
  // One array for each column. A statement has room for 65,535 values, and a charger may send more than a tenth of that at once.
  const column = <Value>(of: (sample: MeterSample) => Value | undefined) => samples.map((sample) => of(sample) ?? null)
  const { numAffectedRows = 0n } = await sql`
    INSERT INTO meter_value (session_id, at, received_at, register_wh, power_w, soc_percent)
    SELECT ${session.id}::uuid, at, ${receivedAt}::timestamptz, register_wh, power_w, soc_percent
    FROM unnest(
      ${column(({ at }) => at)}::timestamptz[], ${column(({ registerWh }) => registerWh)}::bigint[],
      ${column(({ powerW }) => powerW)}::integer[], ${column(({ socPercent }) => socPercent)}::real[]
    ) AS sample (at, register_wh, power_w, soc_percent)
    LIMIT ${room}
    ON CONFLICT DO NOTHING`.execute(trx)
  return { meter_values: session.meter_values + Number(numAffectedRows) }
}

/** A session's meter values in the order of time. */
export const listMeterValues = (db: Db, sessionId: string, page: PageRequest): Promise<MeterValue[]> =>
  pageBy(db.selectFrom('meter_value').selectAll().where('session_id', '=', sessionId), [['at', 'timestamptz']], 'asc', page)

/** A session's readings of the register from one moment to another, in the order of time. */
export const readingsBetween = (db: Db, sessionId: string, from: Date, to: Date): Promise<{ at: Date; register_wh: number }[]> =>
  db
    .selectFrom('meter_value')
    .select(['at', 'register_wh'])
    .where('session_id', '=', sessionId)
    .where('at', '>=', from)
    .where('at', '<=', to)
    .where('register_wh', 'is not', null)
    .$narrowType<{ register_wh: number }>()
    .orderBy('at')
    .execute()
