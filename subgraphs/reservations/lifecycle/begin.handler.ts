import { emit } from '#db/outbox.ts'
import { placeOf, updateReservation } from '../reservation.queries.ts'
import { changeReservation } from '../reservation.ts'
import type { Reservation, Terms, Trx } from '../tables.ts'
import { LIFECYCLE_LIMITS } from './limits.ts'

const MINUTE_MS = 60_000

/** From now on others are kept away, and its driver may come. */
export const beginHolding = (trx: Trx, row: Reservation): Promise<Reservation> => changeReservation(trx, row, { state: 'ACTIVE' })

/** The charger shall hold the EVSE as long as its driver is waited for. Until it says so, charging alone does. */
export async function askCharger(trx: Trx, row: Reservation): Promise<void> {
  const { evse_number } = await placeOf(trx, row)
  await updateReservation(trx, row.id, { charger: 'ASKED' })
  const { noShowMinutes, chargerClockMinutes } = LIFECYCLE_LIMITS
  const grace = (row.terms as Partial<Terms>).noShowAfterMinutes ?? noShowMinutes
  await emit(trx, 'reservations.charger.asked', row.id, {
    reservationId: row.id,
    stationId: row.station_id,
    evseNumber: evse_number,
    userId: row.user_id,
    expiresAt: new Date(row.starts_at.getTime() + (grace + chargerClockMinutes) * MINUTE_MS).toISOString(),
  })
}

/** Once for a start: a slot that is changed to another start has another reminder. */
export async function remind(trx: Trx, row: Reservation): Promise<void> {
  await updateReservation(trx, row.id, { reminded_for: row.starts_at })
  await emit(trx, 'reservations.reminder.due', row.id, {
    reservationId: row.id,
    userId: row.user_id,
    startsAt: row.starts_at.toISOString(),
  })
}
