import { refusal } from '#lib/errors.ts'

type ReservationsCode =
  /** Somebody else has the EVSE at that time, or it is kept free. Choose another time, or join the waiting list. */
  | 'SLOT_TAKEN'
  /** You have a slot at that time already. Change or cancel it first. */
  | 'ALREADY_BOOKED'
  /** The station, or this part of it, takes no bookings. Choose another one. */
  | 'NOT_BOOKABLE'
  /** It is later than the terms of the slot allow. Cancel it, or use it as it is. */
  | 'TOO_LATE'
  /** You have as many open slots as one may have. Use or cancel one first. */
  | 'LIMIT_REACHED'
  /** A guest books nothing. Register first, signed in as you are. */
  | 'ACCOUNT_NEEDED'
  /** A bill is overdue. Pay it first. */
  | 'PAYMENT_OVERDUE'
  /** Drivers have booked what is to be blocked. Choose another time, or say that their slots are cancelled. */
  | 'SLOTS_BOOKED'

export const refuse = refusal<ReservationsCode>
