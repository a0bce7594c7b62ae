import { emit } from '#db/outbox.ts'
import { isSelfOr, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { Trx, VehicleRow } from '../tables.ts'
import { saved } from '../told.ts'
import { lockOwner } from '../user.queries.ts'
import {
  countVehicles,
  deleteVehicle,
  findVehicleByKey,
  insertVehicle,
  listVehiclesOf,
  lockVehicle,
  updateVehicleRow,
  type VehicleFields,
} from './vehicle.queries.ts'

/** A vehicle as a client describes it. What is left out is not known; in a change, it stays as it is. */
export interface VehicleInput {
  make?: string | null | undefined
  model?: string | null | undefined
  batteryCapacityWh?: number | null | undefined
  consumptionWhPerKm?: number | null | undefined
}

/** Adds a vehicle of the caller's. The same idempotency key again gives the vehicle that the first request added. */
export function addVehicle(
  { db, caller }: Context,
  input: VehicleInput & { name: string; idempotencyKey?: string | null | undefined },
): Promise<VehicleRow> {
  const { userId } = requireUser(caller)
  const key = input.idempotencyKey ?? null
  return db.transaction().execute(async (trx) => {
    if (!(await lockOwner(trx, userId))) throw refuse('UNAUTHENTICATED', 'Sign in first.')
    const known = key && (await findVehicleByKey(trx, userId, key))
    if (known) return known
    if ((await countVehicles(trx, userId)) >= ACCOUNTS_LIMITS.vehiclesPerUser)
      throw refuse('LIMIT_REACHED', `An account has at most ${ACCOUNTS_LIMITS.vehiclesPerUser} vehicles.`)
    const unknown = { make: null, model: null, battery_capacity_wh: null, consumption_wh_per_km: null }
    const row = await insertVehicle(trx, {
      ...unknown,
      ...fieldsOf(input),
      name: input.name.trim(),
      id: newId(),
      user_id: userId,
      idempotency_key: key,
    })
    await emitSaved(trx, row)
    return row
  })
}

/** Changes what is given of a vehicle of the caller's; null takes a value away. */
export function updateVehicle(
  { db, caller }: Context,
  input: VehicleInput & { vehicleId: string; name?: string | null | undefined },
): Promise<VehicleRow> {
  const { userId } = requireUser(caller)
  if (input.name === null) throw refuse('BAD_USER_INPUT', 'A vehicle has a name.', ['input', 'name'])
  const fields = { ...fieldsOf(input), ...(input.name !== undefined && { name: input.name.trim() }) }
  return db.transaction().execute(async (trx) => {
    const unchanged = Object.keys(fields).length === 0
    const row = await (unchanged
      ? lockVehicle(trx, input.vehicleId, userId)
      : updateVehicleRow(trx, input.vehicleId, userId, fields))
    if (!row) throw notFound('vehicle')
    if (!unchanged) await emitSaved(trx, row)
    return row
  })
}

/** Removes a vehicle of the caller's, and returns it as it was. */
export function removeVehicle({ db, caller }: Context, input: { vehicleId: string }): Promise<VehicleRow> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const row = await deleteVehicle(trx, input.vehicleId, userId)
    if (!row) throw notFound('vehicle')
    await emit(trx, 'accounts.vehicle.removed', row.id, { vehicleId: row.id, userId })
    return row
  })
}

/** A user's vehicles, in the order they were added; null for those who may not see them. */
export async function vehiclesOf({ db, caller }: Context, userId: string, args: PageArgs): Promise<Page<VehicleRow> | null> {
  if (!isSelfOr(caller, userId, 'ADMIN')) return null
  return idPage(args, (page) => listVehiclesOf(db, userId, page))
}

/** A vehicle that another subgraph refers to; null for those who may not see it. */
export async function vehicleById({ caller, loaders }: Context, id: string): Promise<VehicleRow | null> {
  const row = await loaders.vehicle.load(id)
  return row && isSelfOr(caller, row.user_id, 'ADMIN') ? row : null
}

function fieldsOf({ make, model, batteryCapacityWh, consumptionWhPerKm }: VehicleInput): Partial<VehicleFields> {
  return {
    ...(make !== undefined && { make: make?.trim() ?? null }),
    ...(model !== undefined && { model: model?.trim() ?? null }),
    ...(batteryCapacityWh !== undefined && { battery_capacity_wh: batteryCapacityWh }),
    ...(consumptionWhPerKm !== undefined && { consumption_wh_per_km: consumptionWhPerKm }),
  }
}

const emitSaved = (trx: Trx, row: VehicleRow): Promise<void> => emit(trx, 'accounts.vehicle.saved', row.id, saved(row))
