import { operates } from '#lib/access.ts'
import type { Caller, UserCaller } from '#lib/auth.ts'
import { notFound } from '#lib/errors.ts'
import type { ChargePointRow } from './charge-point.queries.ts'
import { lockChargePointRow } from './charge-point.queries.ts'
import type { Trx } from './tables.ts'

/** True for the charger's operator, that operator's key, and admins. */
export const owns = (caller: Caller, chargePoint: Pick<ChargePointRow, 'operator_id'>): boolean =>
  operates(caller, chargePoint.operator_id)

/** The caller's charger, locked. Somebody else's is answered as if it did not exist. */
export async function lockOwnChargePoint(
  trx: Trx,
  caller: UserCaller,
  stationId: string,
  otherwise: Error = notFound('charge point', ['input', 'chargePointId']),
): Promise<ChargePointRow> {
  const chargePoint = await lockChargePointRow(trx, stationId)
  if (chargePoint === undefined || !owns(caller, chargePoint)) throw otherwise
  return chargePoint
}
