import { emit } from '#db/outbox.ts'
import { versionAt } from '#db/tariff-version.ts'
import type { ReservationFee } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { payable } from '#lib/tariff/cost.ts'
import { isOperatorsFault } from '../lifecycle/fault.ts'
import type { Db, Fee, Reservation, Trx } from '../tables.ts'
import { dueFor } from './due.ts'
import { findFee, insertFee, stationOf } from './fee.queries.ts'
import { feeFor, type Basis } from './reckon.ts'

/** The tariff that a slot was booked by, or that its driver chose later with another connector; undefined where it is sold by none. */
export async function basisOf(
  db: Db | Trx,
  { tariff_id, priced_at, created_at, station_id }: Reservation,
): Promise<Basis | undefined> {
  const version = tariff_id === null ? undefined : await versionAt(db, tariff_id, priced_at ?? created_at)
  return version && { tariff: version.data, zone: (await stationOf(db, station_id)).time_zone }
}

/**
 * Says what is owed for a slot that has come to its state just now, once for each change: a fee, another one, or none any more. What was let
 * off stays so.
 */
export async function chargeSlot(trx: Trx, before: Reservation, after: Reservation): Promise<void> {
  // Nobody owes anything for what they were offered.
  if (before.state === after.state || before.state === 'PENDING') return
  const owed = await findFee(trx, after.id)
  const asked = dueFor(after, after.changed_at)
  // A no-show was judged by the same before it became one.
  const due = asked?.kind === 'LATE_CANCELLATION' && (await isOperatorsFault(trx, after)) ? null : asked
  if (due === null && owed === undefined) return
  const basis = due === null ? undefined : await basisOf(trx, after)
  const cost = due !== null && basis ? feeFor(basis, due.from, due.until) : null
  if (due !== null && cost !== null && owed === undefined)
    await sayFee(trx, after, {
      version: 1,
      kind: due.kind,
      currency: cost.currency,
      amount_minor: payable(cost),
      excl_vat_minor: cost.exclVatMinor,
      incl_vat_minor: cost.inclVatMinor,
      lines: JSON.stringify(cost.lines),
      from_at: due.from,
      until_at: due.until,
    })
  // A no-show that came to light as a late start is made up for.
  if (due === null && owed !== undefined) await dropFee(trx, after)
}

/** Lets go what is owed for a slot that was used all the same; again, nothing changes. */
export async function dropFee(trx: Trx, slot: Reservation): Promise<void> {
  const owed = await findFee(trx, slot.id)
  if (owed !== undefined && owed.amount_minor > 0) await endFee(trx, slot, owed)
}

/** Nothing is owed any more. */
export const endFee = (
  trx: Trx,
  slot: Reservation,
  owed: Fee,
  waived: { waived_by: string; waived_reason: string } | null = null,
): Promise<Fee> =>
  sayFee(trx, slot, {
    version: owed.version + 1,
    kind: owed.kind,
    currency: owed.currency,
    amount_minor: 0,
    excl_vat_minor: 0,
    incl_vat_minor: owed.incl_vat_minor === null ? null : 0,
    lines: '[]',
    from_at: owed.from_at,
    until_at: owed.until_at,
    ...waived,
  })

async function sayFee(
  trx: Trx,
  slot: Reservation,
  said: Omit<Parameters<typeof insertFee>[1], 'id' | 'reservation_id'>,
): Promise<Fee> {
  const fee = await insertFee(trx, { id: newId(), reservation_id: slot.id, ...said })
  await emit(trx, 'reservations.fee.due', slot.id, await toldFee(trx, slot, fee))
  return fee
}

/** A fee as payments is told of it. */
export async function toldFee(trx: Trx, slot: Reservation, fee: Fee): Promise<ReservationFee> {
  if (slot.connector_id === null) throw new Error('Nobody pays for a time that an operator has blocked.')
  const { time_zone: timeZone, address } = await stationOf(trx, slot.station_id)
  return {
    feeId: fee.id,
    reservationId: slot.id,
    version: fee.version,
    userId: slot.user_id,
    operatorId: slot.operator_id,
    stationId: slot.station_id,
    connectorId: slot.connector_id,
    ...(address !== null && { address }),
    timeZone,
    kind: fee.kind,
    currency: fee.currency,
    amountMinor: fee.amount_minor,
    exclVatMinor: fee.excl_vat_minor,
    inclVatMinor: fee.incl_vat_minor,
    lines: fee.lines,
    from: fee.from_at.toISOString(),
    until: fee.until_at.toISOString(),
  }
}
