import { sql } from 'kysely'
import { ago } from '#db/time.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import type { Db, Session, Trx } from '../tables.ts'

type Placed = Pick<Session, 'station_id' | 'evse_number' | 'connector_number'>

/** What a session's charger last said of its connector. */
export const lastWord = (db: Db, session: Placed) =>
  db
    .selectFrom('connector_status')
    .select(['status', 'at', 'left_at', 'left_heard_at'])
    .where('station_id', '=', session.station_id)
    .where('evse_number', '=', session.evse_number)
    .where('connector_number', '=', session.connector_number)
    .executeTakeFirst()

/** When the next session began at a connector; null if none did. */
export async function nextStart(db: Db, session: Placed & Pick<Session, 'id'>, endedAt: Date): Promise<Date | null> {
  const { next } = await db
    .selectFrom('session')
    .select(({ fn }) => fn.min('started_at').as('next'))
    .where('station_id', '=', session.station_id)
    .where('evse_number', '=', session.evse_number)
    .where('connector_number', '=', session.connector_number)
    .where('started_at', '>=', endedAt)
    .where('id', '<>', session.id)
    .executeTakeFirstOrThrow()
  return next ?? null
}

/** Goes on with the vehicle's pause that lasted to the end. False if there was none. */
export async function reopenPause(trx: Trx, sessionId: string, endedAt: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('session_pause')
    .set({ to_at: null })
    .where('session_id', '=', sessionId)
    .where('by', '=', 'EV')
    .where('from_at', '=', (eb) =>
      eb
        .selectFrom('session_pause as last')
        .select(({ fn }) => fn.max('last.from_at').as('from_at'))
        .where('last.session_id', '=', sessionId)
        .where('last.to_at', '=', endedAt),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Sessions whose record waits, and of which something may be new. Those that another process works on are left to it. */
export const lockStanding = (trx: Trx): Promise<Session[]> =>
  trx
    .selectFrom('session')
    .selectAll('session')
    .leftJoin('connector_status as word', (join) =>
      join
        .onRef('word.station_id', '=', 'session.station_id')
        .onRef('word.evse_number', '=', 'session.evse_number')
        .onRef('word.connector_number', '=', 'session.connector_number'),
    )
    .leftJoin('station', 'station.id', 'session.station_id')
    .where('record_waits_since', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('parking_counted_at', 'is', null),
        eb('parking_counted_at', '<', ago(CHARGING_LIMITS.parkingCountMs)),
        sql<boolean>`word.status IS DISTINCT FROM 'FINISHING'`,
        eb('station.online', '=', false),
      ]),
    )
    .orderBy('record_waits_since')
    .limit(100)
    .forUpdate('session')
    .skipLocked()
    .execute()
