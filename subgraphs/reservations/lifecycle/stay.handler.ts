import { emit } from '#db/outbox.ts'
import { updateReservation } from '../reservation.queries.ts'
import type { Reservation, Trx } from '../tables.ts'
import { stayUntil } from './stay.queries.ts'

/** A session goes on beyond the end of its slot: its driver is told until when they may stay. Nobody stops it by force. */
export async function tellEnd(trx: Trx, row: Reservation): Promise<void> {
  if (row.session_id === null) throw new Error('A slot that is in use has a session.')
  const mayStayUntil = await stayUntil(trx, row)
  await updateReservation(trx, row.id, { end_told_for: row.ends_at })
  await emit(trx, 'reservations.overstay.begun', row.id, {
    reservationId: row.id,
    userId: row.user_id,
    sessionId: row.session_id,
    endsAt: row.ends_at.toISOString(),
    mayStayUntil: mayStayUntil.toISOString(),
  })
}
