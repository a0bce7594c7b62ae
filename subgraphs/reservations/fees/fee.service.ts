import { audit } from '#db/audit.ts'
import { operates, requireRole } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import type { Cost } from '#lib/tariff/cost.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { lockReservation } from '../reservation.queries.ts'
import type { Fee, Reservation } from '../tables.ts'
import { cancelledAt, freeUntil, noShow } from './due.ts'
import { basisOf, endFee } from './fee.ts'
import { findFee } from './fee.queries.ts'
import { feeFor } from './reckon.ts'

/** What a slot would cost that is not used. */
export interface FeePreview {
  /** Until when cancelling costs nothing. */
  freeUntil: Date
  /** What cancelling now costs, and what not coming does; null: nothing. */
  cancelNow: Cost | null
  noShow: Cost | null
}

/** What the caller was shown of a slot, with what it would cost; null where it is over, or in use. */
export async function previewOf({ db }: Pick<Context, 'db'>, slot: Reservation): Promise<FeePreview | null> {
  if (slot.state !== 'RESERVED' && slot.state !== 'ACTIVE') return null
  const basis = slot.terms.fees === true ? await basisOf(db, slot) : undefined
  const costs = (due: ReturnType<typeof cancelledAt>) => (due && basis ? feeFor(basis, due.from, due.until) : null)
  return { freeUntil: freeUntil(slot), cancelNow: costs(cancelledAt(slot, new Date())), noShow: costs(noShow(slot)) }
}

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

export const feeOf = async ({ db }: Pick<Context, 'db'>, slot: Reservation): Promise<Fee | null> =>
  (await findFee(db, slot.id)) ?? null
