import type { Cost } from '#lib/tariff/cost.ts'
import type { Context } from '../context.ts'
import { clockOf } from '../reservation.queries.ts'
import { isOperatorsFault } from '../lifecycle/fault.ts'
import type { Fee, Reservation } from '../tables.ts'
import { cancelledAt, freeUntil, noShow } from './due.ts'
import { findFee } from './fee.queries.ts'
import { basisOf } from './fee.ts'
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
  const basis = slot.terms.fees ? await basisOf(db, slot) : undefined
  const costs = (due: ReturnType<typeof cancelledAt>) => (due && basis ? feeFor(basis, due.from, due.until) : null)
  // By the clock that the fee itself is judged by.
  const now = await clockOf(db)
  const cancelNow = costs(cancelledAt(slot, now))
  return {
    freeUntil: freeUntil(slot),
    cancelNow: cancelNow !== null && (await isOperatorsFault(db, slot)) ? null : cancelNow,
    noShow: costs(noShow(slot)),
  }
}

/** What is owed for a slot that the caller was shown; null: nothing ever was. */
export const feeOf = async ({ db }: Pick<Context, 'db'>, slot: Reservation): Promise<Fee | null> =>
  (await findFee(db, slot.id)) ?? null
