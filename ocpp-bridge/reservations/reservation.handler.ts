import { emit } from '#db/outbox.ts'
import type { Call } from '../context.ts'
import type { ReservationState, Trx } from '../tables.ts'
import type { Json } from '../wire/frame.ts'
import { readInteger } from '../wire/reported.ts'
import { moveReservation, type Reservation } from './reservation.queries.ts'

/** Moves a reservation on, and says so where it holds a driver's slot. */
export async function advance(
  trx: Trx,
  stationId: string,
  which: Parameters<typeof moveReservation>[2],
  change: Parameters<typeof moveReservation>[3],
): Promise<void> {
  const moved = await moveReservation(trx, stationId, which, change)
  if (moved !== undefined) await saySlot(trx, moved)
}

/** What states mean to whoever has booked. Without an answer the charger is asked again, so that says nothing yet. */
const MEANS: Readonly<Partial<Record<ReservationState, 'HELD' | 'REFUSED' | 'GONE'>>> = {
  ACCEPTED: 'HELD',
  REFUSED: 'REFUSED',
  EXPIRED: 'GONE',
  REMOVED: 'GONE',
  // Its operator has called it off.
  CANCELLED: 'GONE',
}

export async function saySlot(trx: Trx, row: Reservation): Promise<void> {
  const { slot_id: reservationId, station_id: stationId, wanted, status } = row
  const state = MEANS[row.state]
  if (reservationId === null || !wanted || state === undefined) return
  await emit(trx, 'ocpp.reservation.changed', reservationId, { reservationId, stationId, state, status })
}

/** A charger of 2.x has given a reservation up, because its time was over or the EVSE is no longer to be had (2.0.1 H01.FR.12, H04). */
export async function updateReservation(trx: Trx, { stationId, payload }: Call): Promise<Json> {
  const number = readInteger(payload['reservationId'])
  const state = payload['reservationUpdateStatus'] === 'Expired' ? 'EXPIRED' : 'REMOVED'
  if (number !== null) await advance(trx, stationId, { number }, { state })
  return {}
}

/**
 * A transaction has begun that says which reservation it uses (1.6 StartTransaction, 2.x TransactionEvent). The driver's slot of that; null:
 * it says none, or an operator's.
 */
export async function useReservation(trx: Trx, { stationId, payload }: Call): Promise<string | null> {
  const number = readInteger(payload['reservationId'])
  if (number === null) return null
  const used = await moveReservation(trx, stationId, { number }, { state: 'USED' })
  return used?.slot_id ?? null
}
