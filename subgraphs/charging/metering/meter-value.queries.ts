import { sql } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { MeterSample } from '#lib/events.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import type { Db, MeterValue, Session, Trx } from '../tables.ts'

/** New samples of a session that is locked. */
export interface NewSamples {
  session: Pick<Session, 'id' | 'meter_values'>
  samples: readonly MeterSample[]
  receivedAt: Date
}

/**
 * Keeps samples of sessions, one for each moment: the first word on a moment stays. Of one session at most `CHARGING_LIMITS.meterValues` are
 * kept: otherwise one charger could fill the disk. Live view and bill go on from what the session itself remembers. Gives how many each
 * session has now, to be written with what else changes: this runs for every sample of every charger.
 */
export async function keepMeterValues(trx: Trx, news: readonly NewSamples[]): Promise<(session: NewSamples['session']) => number> {
  const rows = news.flatMap(({ session, samples, receivedAt }) =>
    samples
      .slice(0, Math.max(0, CHARGING_LIMITS.meterValues - session.meter_values))
      .map((sample) => ({ ...sample, sessionId: session.id, receivedAt: receivedAt.toISOString() })),
  )
  const kept = new Map(
    rows.length === 0 ? [] : (await insertMeterValues(trx, rows)).map(({ session_id, count }) => [session_id, count]),
  )
  return ({ id, meter_values }) => meter_values + (kept.get(id) ?? 0)
}

/** Gives how many were new, by session. */
async function insertMeterValues(trx: Trx, rows: readonly (MeterSample & { sessionId: string; receivedAt: string })[]) {
  // One array for each column. A statement has room for 65,535 values, and a charger may send more than a tenth of that at once.
  const column = <Value>(of: (row: (typeof rows)[number]) => Value | undefined) => rows.map((row) => of(row) ?? null)
  const { rows: kept } = await sql<{ session_id: string; count: number }>`
    WITH kept AS (
      INSERT INTO meter_value (session_id, at, received_at, register_wh, power_w, soc_percent)
      SELECT * FROM unnest(
        ${column(({ sessionId }) => sessionId)}::uuid[], ${column(({ at }) => at)}::timestamptz[],
        ${column(({ receivedAt }) => receivedAt)}::timestamptz[], ${column(({ registerWh }) => registerWh)}::bigint[],
        ${column(({ powerW }) => powerW)}::integer[], ${column(({ socPercent }) => socPercent)}::real[]
      )
      ON CONFLICT DO NOTHING
      RETURNING session_id
    )
    SELECT session_id, count(*)::integer AS count FROM kept GROUP BY session_id`.execute(trx)
  return kept
}

/** A session's meter values in the order of time. */
export const listMeterValues = (db: Db, sessionId: string, page: PageRequest): Promise<MeterValue[]> =>
  pageBy(db.selectFrom('meter_value').selectAll().where('session_id', '=', sessionId), [['at', 'timestamptz']], 'asc', page)

/** Readings of the register of each session from one moment to another, in the order of time, by session. */
export async function readingsBetween(
  db: Db,
  wanted: readonly { id: string; from: Date; to: Date }[],
): Promise<Map<string, { at: Date; register_wh: number }[]>> {
  if (wanted.length === 0) return new Map()
  // Of each session by itself: then the index is used, however many sessions there are.
  const { rows } = await sql<{ session_id: string; at: Date; register_wh: number }>`
    SELECT wanted.session_id, reading.at, reading.register_wh
    FROM unnest(
      ${wanted.map(({ id }) => id)}::uuid[], ${wanted.map(({ from }) => from.toISOString())}::timestamptz[],
      ${wanted.map(({ to }) => to.toISOString())}::timestamptz[]
    ) AS wanted (session_id, from_at, to_at),
    LATERAL (
      SELECT at, register_wh FROM meter_value
      WHERE session_id = wanted.session_id AND at >= from_at AND at <= to_at AND register_wh IS NOT NULL
      ORDER BY at
    ) AS reading
    ORDER BY reading.at`.execute(db)
  return Map.groupBy(rows, ({ session_id }) => session_id)
}
