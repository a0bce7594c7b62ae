import { emit } from '#db/outbox.ts'
import type { ReservationTold } from '#lib/events.ts'
import { chargeSlot } from './fees/fee.ts'
import { placeOf, updateReservation } from './reservation.queries.ts'
import type { Reservation, ReservationChange, Trx } from './tables.ts'

/** Changes a slot that is locked, tells of it, and says what is owed for it. What must not be is refused by the database. */
export async function changeReservation(trx: Trx, before: Reservation, change: ReservationChange): Promise<Reservation> {
  const changed = await updateReservation(trx, before.id, change)
  await tell(trx, changed)
  await chargeSlot(trx, before, changed)
  return changed
}

/** Tells of a slot as it is now, and that the slots of its station are others. */
export async function tell(trx: Trx, row: Reservation): Promise<void> {
  await emit(trx, 'reservations.slots.changed', row.station_id, { stationId: row.station_id })
  const told = await toldSlot(trx, row)
  if (told) await emit(trx, 'reservations.reservation.changed', row.id, told)
}

/** A slot as the other boxes know it; null for a block, which is its operator's own. */
export async function toldSlot(trx: Trx, row: Reservation): Promise<ReservationTold | null> {
  if (row.connector_id === null) return null
  const place = await placeOf(trx, row)
  return {
    reservationId: row.id,
    version: row.version,
    userId: row.user_id,
    operatorId: row.operator_id,
    stationId: row.station_id,
    stationName: place.name,
    timeZone: place.time_zone,
    evseNumber: place.evse_number,
    connectorId: row.connector_id,
    state: row.state,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    heldFrom: place.held_from.toISOString(),
    heldUntil: place.held_until.toISOString(),
    enforcement: row.enforcement,
    sessionId: row.session_id,
    reason: row.reason,
  }
}
