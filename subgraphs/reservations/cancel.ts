import { changeReservation } from './reservation.ts'
import type { Reservation, Trx } from './tables.ts'

/** Who ends a slot before it is used, as clients see it in `reason`. */
export type CancelReason = 'DRIVER' | 'DRIVER_LEFT' | 'OPERATOR'

/** Ends a slot that is locked. One that is over already, or was used, stays as it is. */
export const cancel = async (trx: Trx, row: Reservation, reason: CancelReason): Promise<Reservation> =>
  isOpen(row) ? changeReservation(trx, row, { state: 'CANCELLED', reason }) : row

/** A slot that is booked, held or offered: nobody has used it, and it is not over. */
export const isOpen = ({ state }: Reservation): boolean => state === 'PENDING' || state === 'RESERVED' || state === 'ACTIVE'
