import { audit } from '#db/audit.ts'
import { violates } from '#db/faults.ts'
import { emit } from '#db/outbox.ts'
import { isSelfOr, requireUser } from '#lib/access.ts'
import type { ConnectorStandard } from '#lib/graphql/connector-standard.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { Db, Trx, VehicleRow } from '../tables.ts'
import { saved } from '../told.ts'
import { lockOwner } from '../user.queries.ts'
import {
  countVehicles,
  deleteVehicle,
  findVehicleByKey,
  insertVehicle,
  listVehiclesOf,
  lockVehicle,
  setOldestDefault,
  unsetDefault,
  updateVehicleRow,
  type VehicleFields,
} from './vehicle.queries.ts'
import { plateOf } from './plate.ts'
import { lockAccount } from '../user.ts'

/** A vehicle as a client describes it. What is left out is not known; in a change, it stays as it is. */
export interface VehicleInput {
  make?: string | null | undefined
  model?: string | null | undefined
  batteryCapacityWh?: number | null | undefined
  consumptionWhPerKm?: number | null | undefined
  plate?: string | null | undefined
  plateCountry?: string | null | undefined
  connectors?: ConnectorStandard[] | null | undefined
  maxAcPowerW?: number | null | undefined
  maxDcPowerW?: number | null | undefined
  /** True makes it the default in place of another one. */
  isDefault?: boolean | null | undefined
}

/** Adds a vehicle of the caller's. The same idempotency key again gives the vehicle that the first request added. */
export function addVehicle(
  { db, caller }: Context,
  input: VehicleInput & { name: string; idempotencyKey?: string | null | undefined },
): Promise<VehicleRow> {
  const { userId } = requireUser(caller)
  const key = input.idempotencyKey ?? null
  const fields = fieldsOf(input)
  return keepingPlates(db, async (trx) => {
    await lockAccount(trx, userId)
    const known = key && (await findVehicleByKey(trx, userId, key))
    if (known) return known
    if ((await countVehicles(trx, userId)) >= ACCOUNTS_LIMITS.vehiclesPerUser)
      throw refuse('LIMIT_REACHED', `An account has at most ${ACCOUNTS_LIMITS.vehiclesPerUser} vehicles.`)
    const isDefault = input.isDefault === true || (await countVehicles(trx, userId)) === 0
    if (isDefault) await unsetDefault(trx, userId)
    const row = await insertVehicle(trx, {
      ...UNKNOWN,
      ...fields,
      is_default: isDefault,
      name: input.name.trim(),
      id: newId(),
      user_id: userId,
      idempotency_key: key,
    })
    await audit(trx, userId, 'vehicle.added', row.id)
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
  if (input.isDefault === false) throw badInput(['input', 'isDefault'], 'Make another vehicle the default.')
  const fields = {
    ...fieldsOf(input),
    ...(input.name !== undefined && { name: input.name.trim() }),
    ...(input.isDefault && { is_default: true }),
  }
  return keepingPlates(db, async (trx) => {
    const unchanged = Object.keys(fields).length === 0
    // The user first, as where a vehicle is added: of two that become the default at once one is.
    if (fields.is_default && (await lockOwner(trx, userId)) && (await lockVehicle(trx, input.vehicleId, userId)))
      await unsetDefault(trx, userId)
    const row = await (unchanged
      ? lockVehicle(trx, input.vehicleId, userId)
      : updateVehicleRow(trx, input.vehicleId, userId, fields))
    if (!row) throw notFound('vehicle')
    if (unchanged) return row
    await audit(trx, userId, 'vehicle.updated', row.id, { fields: Object.keys(fields) })
    await emitSaved(trx, row)
    return row
  })
}

/** Removes a vehicle of the caller's, and returns it as it was. */
export function removeVehicle({ db, caller }: Context, input: { vehicleId: string }): Promise<VehicleRow> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    await lockOwner(trx, userId)
    const row = await deleteVehicle(trx, input.vehicleId, userId)
    if (!row) throw notFound('vehicle')
    if (row.is_default) await setOldestDefault(trx, userId)
    await audit(trx, userId, 'vehicle.removed', row.id)
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

const UNKNOWN: Omit<VehicleFields, 'name' | 'is_default'> = {
  make: null,
  model: null,
  battery_capacity_wh: null,
  consumption_wh_per_km: null,
  plate: null,
  plate_country: null,
  connectors: [],
  max_ac_power_w: null,
  max_dc_power_w: null,
}

/** A plate is on one vehicle of a driver. Others may say that they have the same: nobody is told whose it is. */
async function keepingPlates<T>(db: Db, change: (trx: Trx) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().execute(change)
  } catch (error) {
    if (violates(error, 'vehicle_plate')) throw badInput(['input', 'plate'], 'Another vehicle of yours has this plate.')
    throw error
  }
}

function fieldsOf(input: VehicleInput): Partial<VehicleFields> {
  const { make, model, batteryCapacityWh, consumptionWhPerKm, connectors, maxAcPowerW, maxDcPowerW } = input
  return {
    ...plateOf(input),
    ...(connectors !== undefined && { connectors: [...new Set(connectors)] }),
    ...(maxAcPowerW !== undefined && { max_ac_power_w: maxAcPowerW }),
    ...(maxDcPowerW !== undefined && { max_dc_power_w: maxDcPowerW }),
    ...(make !== undefined && { make: make?.trim() ?? null }),
    ...(model !== undefined && { model: model?.trim() ?? null }),
    ...(batteryCapacityWh !== undefined && { battery_capacity_wh: batteryCapacityWh }),
    ...(consumptionWhPerKm !== undefined && { consumption_wh_per_km: consumptionWhPerKm }),
  }
}

const emitSaved = (trx: Trx, row: VehicleRow): Promise<void> => emit(trx, 'accounts.vehicle.saved', row.id, saved(row))
