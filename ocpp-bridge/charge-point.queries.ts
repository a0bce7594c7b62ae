import { sql, type Selectable } from 'kysely'
import type { EventEnvelope, OcppVersion } from '#lib/events.ts'
import type { ChargePointTable, Db, Trx } from './tables.ts'

export type ChargePointRow = Selectable<ChargePointTable>

export const findChargePoint = (db: Db | Trx, identity: string): Promise<ChargePointRow | undefined> =>
  db.selectFrom('charge_point').selectAll().where('identity', '=', identity).executeTakeFirst()

export const chargePoints = (db: Db | Trx, stationIds: readonly string[]): Promise<ChargePointRow[]> =>
  db.selectFrom('charge_point').selectAll().where('station_id', 'in', stationIds).execute()

export const lockChargePointRow = (trx: Trx, stationId: string): Promise<ChargePointRow | undefined> =>
  trx.selectFrom('charge_point').selectAll().where('station_id', '=', stationId).forUpdate().executeTakeFirst()

/**
 * Keeps the newest word on a station (by its position: a clock may be set back), and tells every process to check that charger's socket
 * again.
 */
export async function saveChargePoint(trx: Trx, event: EventEnvelope<'stations.station.saved'>): Promise<void> {
  const { stationId, operatorId, identity, passwordHash, evses } = event.data
  const row = {
    identity,
    operator_id: operatorId,
    password_hash: passwordHash,
    evses: JSON.stringify(evses),
    saved_at: new Date(event.occurredAt),
    said: event.position ?? 0,
  }
  // An identity that moved to another station belongs to the station that was saved last.
  await trx.deleteFrom('charge_point').where('identity', '=', identity).where('station_id', '<>', stationId).execute()
  await trx
    .insertInto('charge_point')
    .values({ station_id: stationId, ...row })
    .onConflict((conflict) => conflict.column('station_id').doUpdateSet(row).where('charge_point.said', '<=', row.said))
    .execute()
  await sql`SELECT pg_notify('ocpp_charge_point', ${identity})`.execute(trx)
}

export async function noteBoot(
  trx: Trx,
  stationId: string,
  boot: { vendor: string; model: string; firmware: string | null; ocpp_version: OcppVersion; at: Date },
): Promise<void> {
  const { at, ...said } = boot
  await trx
    .updateTable('charge_point')
    .set({ ...said, booted_at: at })
    .where('station_id', '=', stationId)
    .execute()
}

/** How far the charger's clock was ahead of ours, for operators to see. */
export async function noteClock(trx: Trx, stationId: string, aheadMs: number | null): Promise<void> {
  if (aheadMs === null) return
  await trx.updateTable('charge_point').set({ clock_ahead_ms: aheadMs }).where('station_id', '=', stationId).execute()
}

/** Null if its clock has not been seen yet. */
export async function findClock(trx: Trx, stationId: string): Promise<number | null> {
  const row = await trx.selectFrom('charge_point').select('clock_ahead_ms').where('station_id', '=', stationId).executeTakeFirst()
  return row?.clock_ahead_ms ?? null
}

/** Everything that a socket's right to be here depends on, as one text to compare. */
export function credentialsOf(chargePoint: ChargePointRow | undefined): string {
  return chargePoint === undefined ? 'unregistered' : `${chargePoint.station_id} ${chargePoint.password_hash}`
}
