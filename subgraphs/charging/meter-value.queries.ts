import { sql } from 'kysely'
import type { MeterSample } from '#lib/events.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, MeterValue, Trx } from './tables.ts'

/** Keeps samples, each moment once: what was said first of a moment stays. */
export async function insertMeterValues(
  trx: Trx,
  sessionId: string,
  samples: readonly MeterSample[],
  receivedAt: Date,
): Promise<void> {
  if (samples.length === 0) return
  const rows = samples.map((sample) => ({
    session_id: sessionId,
    at: new Date(sample.at),
    received_at: receivedAt,
    register_wh: sample.registerWh ?? null,
    power_w: sample.powerW ?? null,
    soc_percent: sample.socPercent ?? null,
  }))
  await trx
    .insertInto('meter_value')
    .values(rows)
    .onConflict((c) => c.doNothing())
    .execute()
}

/** The registers of a session between two moments, in the order of time. */
export async function registers(db: Db, sessionId: string, from: Date, to: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('meter_value')
    .select('register_wh')
    .where('session_id', '=', sessionId)
    .where('at', '>=', from)
    .where('at', '<=', to)
    .where('register_wh', 'is not', null)
    .$narrowType<{ register_wh: number }>()
    .orderBy('at')
    .execute()
  return rows.map((row) => row.register_wh)
}

/** A session's meter values in the order of time. */
export function listMeterValues(db: Db, sessionId: string, page: PageRequest): Promise<MeterValue[]> {
  const { past, until, forward, limit } = page
  let query = db.selectFrom('meter_value').selectAll().where('session_id', '=', sessionId)
  if (past) query = query.where(sql<boolean>`at ${sql.raw(forward ? '>' : '<')} ${past[0]}::timestamptz`)
  if (until) query = query.where(sql<boolean>`at ${sql.raw(forward ? '<' : '>')} ${until[0]}::timestamptz`)
  return query
    .orderBy('at', forward ? 'asc' : 'desc')
    .limit(limit)
    .execute()
}
