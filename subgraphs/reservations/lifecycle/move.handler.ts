import { changeReservation } from '../reservation.ts'
import type { Reservation, Trx } from '../tables.ts'
import { equalPlace, REST } from './move.queries.ts'

/** Moves a slot to an equal place of its station; false if there is none. */
export async function moveAway(trx: Trx, row: Reservation, avoid: 'CONNECTOR' | 'EVSE' = 'EVSE'): Promise<boolean> {
  const place = await equalPlace(trx, row, avoid)
  if (!place) return false
  await changeReservation(trx, row, { ...place, during: REST, reason: 'MOVED' })
  return true
}

/** A slot at a place that cannot be used: it is moved, or cancelled without a fee. */
export async function leaveBroken(trx: Trx, row: Reservation): Promise<void> {
  if (await moveAway(trx, row, 'CONNECTOR')) return
  await changeReservation(trx, row, { state: 'CANCELLED', reason: 'EVSE_OUT_OF_ORDER' })
}
