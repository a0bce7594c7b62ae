import { countOf } from '#db/count.ts'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Trx, VehicleRow } from '../tables.ts'

export type VehicleFields = Pick<VehicleRow, 'name' | 'make' | 'model' | 'battery_capacity_wh' | 'consumption_wh_per_km'>

export const findVehicles = (db: Db | Trx, ids: readonly string[]): Promise<VehicleRow[]> =>
  db.selectFrom('vehicle').selectAll().where('id', 'in', ids).execute()

export const listVehiclesOf = (db: Db, userId: string, page: PageRequest): Promise<VehicleRow[]> =>
  pageBy(db.selectFrom('vehicle').selectAll().where('user_id', '=', userId), [['id', 'uuid']], 'asc', page)

export const insertVehicle = (
  trx: Trx,
  vehicle: { id: string; user_id: string; idempotency_key: string | null } & VehicleFields,
): Promise<VehicleRow> => trx.insertInto('vehicle').values(vehicle).returningAll().executeTakeFirstOrThrow()

export const findVehicleByKey = (trx: Trx, userId: string, idempotencyKey: string): Promise<VehicleRow | undefined> =>
  trx
    .selectFrom('vehicle')
    .selectAll()
    .where('user_id', '=', userId)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()

export const updateVehicleRow = (
  trx: Trx,
  id: string,
  userId: string,
  fields: Partial<VehicleFields>,
): Promise<VehicleRow | undefined> =>
  trx.updateTable('vehicle').set(fields).where('id', '=', id).where('user_id', '=', userId).returningAll().executeTakeFirst()

export const lockVehicle = (trx: Trx, id: string, userId: string): Promise<VehicleRow | undefined> =>
  trx.selectFrom('vehicle').selectAll().where('id', '=', id).where('user_id', '=', userId).forUpdate().executeTakeFirst()

export const deleteVehicle = (trx: Trx, id: string, userId: string): Promise<VehicleRow | undefined> =>
  trx.deleteFrom('vehicle').where('id', '=', id).where('user_id', '=', userId).returningAll().executeTakeFirst()

export const countVehicles = (trx: Trx, userId: string): Promise<number> =>
  countOf(trx.selectFrom('vehicle').where('user_id', '=', userId))
