import { owns } from './charge-point.ts'
import type { ChargePointRow } from './charge-point.queries.ts'
import type { Context } from './context.ts'

/** The charger of a station of the caller's; null for others. */
export async function chargePointAt({ caller, loaders }: Context, stationId: string): Promise<ChargePointRow | null> {
  if (caller.kind !== 'user') return null
  const chargePoint = await loaders.chargePoint.load(stationId)
  return chargePoint !== null && owns(caller, chargePoint) ? chargePoint : null
}
