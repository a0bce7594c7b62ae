import { countOf } from '#db/count.ts'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Trx, VehicleRow } from '../tables.ts'

export type VehicleFields = Omit<VehicleRow, 'id' | 'user_id' | 'created_at' | 'idempotency_key'>

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

/** Another one is to be the default: there is one at a time. */
export const unsetDefault = (trx: Trx, userId: string) =>
  trx.updateTable('vehicle').set({ is_default: false }).where('user_id', '=', userId).where('is_default', '=', true).execute()

/** The oldest is the default, where there is none. */
export const setOldestDefault = (trx: Trx, userId: string) =>
  trx
    .updateTable('vehicle')
    .set({ is_default: true })
    .where('id', '=', (select) => select.selectFrom('vehicle').select('id').where('user_id', '=', userId).orderBy('id').limit(1))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('vehicle as other').select('id').where('user_id', '=', userId).where('is_default', '=', true))),
    )
    .execute()

export const deleteVehicle = (trx: Trx, id: string, userId: string): Promise<VehicleRow | undefined> =>
  trx.deleteFrom('vehicle').where('id', '=', id).where('user_id', '=', userId).returningAll().executeTakeFirst()

export const countVehicles = (trx: Trx, userId: string): Promise<number> =>
  countOf(trx.selectFrom('vehicle').where('user_id', '=', userId))
