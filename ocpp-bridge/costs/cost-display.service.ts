import { audit } from '#db/audit.ts'
import { requireOperator } from '#lib/access.ts'
import { lockOwnChargePoint } from '../charge-point.ts'
import type { ChargePointRow } from '../charge-point.queries.ts'
import type { Context } from '../context.ts'
import { setShowsCost } from './cost.queries.ts'

/** Says whether a charger of the caller's shows its drivers what their session costs. It holds for sessions that begin from now on. */
export function setCostDisplay(ctx: Context, chargePointId: string, shows: boolean): Promise<ChargePointRow> {
  const caller = requireOperator(ctx.caller, 'chargers:command')
  return ctx.db.transaction().execute(async (trx) => {
    await lockOwnChargePoint(trx, caller, chargePointId)
    await audit(trx, caller.userId, 'charge-point.cost-display-set', chargePointId, { shows })
    return setShowsCost(trx, chargePointId, shows)
  })
}
