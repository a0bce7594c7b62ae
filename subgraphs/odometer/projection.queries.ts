import { sql } from 'kysely'
import type { EventCatalogue } from '#lib/events.ts'
import type { Db, Trx, Vehicle } from './tables.ts'

/** What other boxes said, as far as readings need it. Events of one aggregate come in order, so the last word holds. */

export const saveVehicle = (trx: Trx, vehicle: EventCatalogue['accounts.vehicle.saved']) => {
  const known = { battery_capacity_wh: vehicle.batteryCapacityWh, consumption_wh_per_km: vehicle.consumptionWhPerKm ?? null }
  return trx
    .insertInto('vehicle')
    .values({ id: vehicle.vehicleId, user_id: vehicle.userId, ...known, removed_at: null })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(known))
    .execute()
}

export const removeVehicle = (trx: Trx, vehicleId: string, at: Date) =>
  trx.updateTable('vehicle').set({ removed_at: at }).where('id', '=', vehicleId).execute()

/** A session may be told again, with other energy. The last word holds. */
export const saveCharge = (trx: Trx, charge: { session_id: string; user_id: string; ended_at: Date; energy_wh: number }) =>
  trx
    .insertInto('charge')
    .values(charge)
    .onConflict((conflict) => conflict.column('session_id').doUpdateSet(charge))
    .execute()

export const removeCharge = (trx: Trx, sessionId: string) => trx.deleteFrom('charge').where('session_id', '=', sessionId).execute()

export const findVehicle = (db: Db, id: string): Promise<Vehicle | undefined> =>
  db.selectFrom('vehicle').selectAll().where('id', '=', id).executeTakeFirst()

/** Locks the vehicle until the transaction ends: what its next reading follows is decided one at a time. */
export const lockVehicle = (trx: Trx, id: string): Promise<Vehicle> =>
  trx.selectFrom('vehicle').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirstOrThrow()

/** What a user charged through us after one moment and until another, in Wh. */
export async function chargedBetween(db: Db, userId: string, after: Date, until: Date): Promise<number> {
  const row = await db
    .selectFrom('charge')
    .select(sql<number>`coalesce(sum(energy_wh), 0)::bigint`.as('energy_wh'))
    .where('user_id', '=', userId)
    .where('ended_at', '>', after)
    .where('ended_at', '<=', until)
    .executeTakeFirstOrThrow()
  return row.energy_wh
}
