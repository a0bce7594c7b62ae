import { sql } from 'kysely'
import type { Db, Trx } from '../tables.ts'
import { WAITLIST_LIMITS } from './limits.ts'

const ids = <Row extends { id: string }>(rows: readonly Row[]): string[] => rows.map(({ id }) => id)

/** Stations at which something may be free. */
export async function dueStations(db: Db, failed: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT DISTINCT station_id AS id FROM waitlist_due
    WHERE station_id <> ALL (${failed}::uuid[]) LIMIT ${WAITLIST_LIMITS.perRound}`.execute(db)
  return ids(rows)
}

const lineAt = (stationId: string) => sql`hashtextextended(${`offers at ${stationId}`}, 0)`

/** Has offers of a station made one after the other. It comes before the locks of a booking, which does not wait for it. */
export const lockLine = async (trx: Trx, stationId: string): Promise<void> =>
  void (await sql`SELECT pg_advisory_xact_lock(${lineAt(stationId)})`.execute(trx))

/** The same, unless somebody else has it: then false at once. */
export async function tryLine(trx: Trx, stationId: string): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`SELECT pg_try_advisory_xact_lock(${lineAt(stationId)}) AS mine`.execute(trx)
  return rows[0]?.mine ?? false
}

/** The notes of a station. */
export async function noted(trx: Trx, stationId: string): Promise<string[]> {
  return ids((await sql<{ id: string }>`SELECT id FROM waitlist_due WHERE station_id = ${stationId}`.execute(trx)).rows)
}

/** Takes away notes that were looked at. Those that another process has in hand it takes away itself. */
export const takeNoted = async (trx: Trx, notes: readonly string[]): Promise<void> =>
  void (await sql`DELETE FROM waitlist_due WHERE id IN
    (SELECT id FROM waitlist_due WHERE id = ANY (${notes}::bigint[]) FOR UPDATE SKIP LOCKED)`.execute(trx))

/** Has each station looked at where somebody waits, and that is not noted yet: one that cannot be worked gathers no notes by the minute. */
export const wakeAll = (db: Db) =>
  sql`INSERT INTO waitlist_due (station_id, freed) SELECT DISTINCT station_id, false FROM waitlist_entry WHERE state = 'WAITING'
    AND NOT EXISTS (SELECT FROM waitlist_due noted WHERE noted.station_id = waitlist_entry.station_id)`.execute(db)

/** Entries whose offer is over, or is no offer any more. */
export async function overOffers(db: Db, failed: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`SELECT entry.id FROM waitlist_entry entry JOIN reservation ON reservation.id = entry.reservation_id
    WHERE entry.state = 'OFFERED' AND (reservation.state <> 'PENDING' OR reservation.expires_at <= now())
      AND entry.id <> ALL (${failed}::uuid[]) LIMIT ${WAITLIST_LIMITS.perRound}`.execute(db)
  return ids(rows)
}

/** Entries whose time is over before anything was free. */
export async function overWishes(db: Db, failed: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM waitlist_entry
    WHERE state = 'WAITING' AND until_at - make_interval(mins => minutes) <= now() AND id <> ALL (${failed}::uuid[])
    LIMIT ${WAITLIST_LIMITS.perRound}`.execute(db)
  return ids(rows)
}

/** True if an offer may not be taken any more, by the database's clock at this moment. */
export async function isOver(trx: Trx, reservationId: string): Promise<boolean> {
  const { rows } = await sql<{ over: boolean }>`SELECT state <> 'PENDING' OR expires_at <= clock_timestamp() AS over
    FROM reservation WHERE id = ${reservationId}`.execute(trx)
  return rows[0]?.over ?? true
}
