import { audit } from '#db/audit.ts'
import { operates, requireRole } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { lockReservation } from '../reservation.queries.ts'
import type { Reservation } from '../tables.ts'
import { endFee } from './fee.ts'
import { findFee } from './fee.queries.ts'

/** Lets a fee off, as the operator of its station. Once let off it stays so, whatever is asked again. */
export function waiveFee(ctx: Context, { reservationId, reason }: { reservationId: string; reason: string }): Promise<Reservation> {
  const { userId } = requireRole(ctx.caller, 'OPERATOR', 'PARTNER', 'ADMIN')
  return ctx.db.transaction().execute(async (trx) => {
    const slot = await lockReservation(trx, reservationId)
    if (!slot || !operates(ctx.caller, slot.operator_id)) throw notFound('reservation', ['input', 'reservationId'])
    const owed = await findFee(trx, slot.id)
    if (!owed) throw refuse('CONFLICT', 'Nothing is owed for this slot.', ['input', 'reservationId'])
    if (owed.amount_minor === 0) return slot
    await endFee(trx, slot, owed, { waived_by: userId, waived_reason: reason })
    await audit(trx, userId, 'fee.waived', slot.id, { amountMinor: owed.amount_minor, currency: owed.currency, reason })
    return slot
  })
}
