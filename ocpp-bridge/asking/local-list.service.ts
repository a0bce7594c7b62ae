import { audit } from '#db/audit.ts'
import { requireOperator } from '#lib/access.ts'
import { lockOwnChargePoint } from '../charge-point.ts'
import type { ChargePointRow } from '../charge-point.queries.ts'
import type { Context } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { saveLocalList } from '../local-lists/local-list.queries.ts'
import { takeCommand } from '../operations/command.handler.ts'

/** Has the list of a charger of the caller's kept in step, or emptied and left alone. */
export function keepLocalList(ctx: Context, stationId: string, kept: boolean): Promise<ChargePointRow> {
  const caller = requireOperator(ctx.caller, 'chargers:command')
  return ctx.db.transaction().execute(async (trx) => {
    const chargePoint = await lockOwnChargePoint(trx, caller, stationId)
    await saveLocalList(trx, stationId, { kept, failed_at: null, looked_at: new Date(0) })
    await audit(trx, caller.userId, 'charge-point.local-list-set', stationId, { kept })
    const expiresAt = new Date(Date.now() + OCPP_LIMITS.commandWaitSeconds.most * 1000)
    if (!kept) await takeCommand(trx, { kind: 'SEND_LOCAL_LIST', stationId, input: { full: true }, expiresAt })
    return chargePoint
  })
}
