import type { Call } from '../context.ts'
import type { Trx } from '../tables.ts'
import type { Json } from '../wire/frame.ts'
import { readInteger } from '../wire/reported.ts'
import { moveReservation } from './reservation.queries.ts'

/** A charger of 2.x has given a reservation up, because its time was over or the EVSE is no longer to be had (2.0.1 H01.FR.12, H04). */
export async function updateReservation(trx: Trx, { stationId, payload }: Call): Promise<Json> {
  const number = readInteger(payload['reservationId'])
  const state = payload['reservationUpdateStatus'] === 'Expired' ? 'EXPIRED' : 'REMOVED'
  if (number !== null) await moveReservation(trx, stationId, { number }, { state })
  return {}
}

/** A transaction has begun that says which reservation it uses (1.6 StartTransaction, 2.x TransactionEvent). */
export async function useReservation(trx: Trx, { stationId, payload }: Call): Promise<void> {
  const number = readInteger(payload['reservationId'])
  if (number !== null) await moveReservation(trx, stationId, { number }, { state: 'USED' })
}
