import { emit } from '#db/outbox.ts'
import type { ReservationState, ReservationTold } from '#lib/events.ts'
import { chargeSlot, dropFee } from './fees/fee.ts'
import { placeOf, updateReservation } from './reservation.queries.ts'
import type { Reservation, ReservationChange, Trx } from './tables.ts'

/**
 * Changes a slot that is locked, tells of it, and says what is owed for it. What must not be is refused by the database. A charger that was
 * asked to hold it as it was need not any more; one that is still ahead is asked for anew.
 */
export async function changeReservation(trx: Trx, before: Reservation, change: ReservationChange): Promise<Reservation> {
  const released = isAsked(before) && isOther(before, change)
  const changed = await updateReservation(trx, before.id, {
    ...change,
    ...(released && { charger: 'RELEASED', enforcement: 'SOFT' }),
  })
  const { id, station_id } = changed
  if (released) await emit(trx, 'reservations.charger.released', id, { reservationId: id, stationId: station_id })
  await tell(trx, changed)
  await chargeSlot(trx, before, changed)
  return changed
}

/** A slot that was cancelled was used all the same: it stays as it is, and nothing is owed for it. */
export const usedAfterAll = (trx: Trx, row: Reservation): Promise<void> => dropFee(trx, row)

const OVER: readonly unknown[] = ['NO_SHOW', 'CANCELLED', 'REJECTED', 'FAILED', 'LAPSED'] satisfies ReservationState[]

/** Also one that has refused: it may be asked again when its EVSE is free, for as long as nobody says that the slot needs it no more. */
const isAsked = ({ charger }: Reservation): boolean => charger !== 'NOT_ASKED' && charger !== 'RELEASED'

/** True for a change after which the charger would hold the wrong EVSE, or at the wrong time. */
const isOther = (row: Reservation, { state, evse_id, starts_at }: ReservationChange): boolean =>
  OVER.includes(state) ||
  // What a charger holds is used up by its driver's charge; what it does not hold it would be asked for afterwards.
  (state === 'FULFILLED' && row.charger !== 'HELD') ||
  (evse_id !== undefined && evse_id !== row.evse_id) ||
  (starts_at !== undefined && !(starts_at instanceof Date && starts_at.getTime() === row.starts_at.getTime()))

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
