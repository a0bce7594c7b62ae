import { refusal } from '#lib/errors.ts'

type ReservationsCode =
  /** Somebody else has the EVSE at that time. Choose another time, or join the waiting list. */
  | 'SLOT_TAKEN'
  /** You have a slot at that time already. Change or cancel it first. */
  | 'ALREADY_BOOKED'

export const refuse = refusal<ReservationsCode>
