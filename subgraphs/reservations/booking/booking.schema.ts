import { builder } from '../builder.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import { ReservationRef } from '../reservation.schema.ts'
import { bookReservation } from './booking.service.ts'
import { BookInput, CancelInput, ChangeInput, ExtendInput } from './booking-input.schema.ts'
import { cancelAsOperator, cancelBooking, extendReservation, moveReservation } from './change.service.ts'

builder.mutationFields((t) => ({
  bookReservation: t.field({
    type: ReservationRef,
    description:
      'Books a slot for you, at a connector or at any EVSE of a station that fits. SLOT_TAKEN where somebody has it or it is kept free, ' +
      `ALREADY_BOOKED where you have another slot then. You may have ${RESERVATIONS_LIMITS.openPerUser} before you, ` +
      `and book ${RESERVATIONS_LIMITS.bookingsPerDay} in 24 hours; LIMIT_REACHED beyond that. ACCOUNT_NEEDED for a guest.`,
    args: { input: t.arg({ type: BookInput, description: 'The slot.' }) },
    resolve: (_root, { input }, ctx) => bookReservation(ctx, input),
  }),
  changeReservation: t.field({
    type: ReservationRef,
    description:
      'Moves a slot of yours to another time, length or connector of its station, in one step: if that is taken (SLOT_TAKEN), you keep what you have. TOO_LATE after `changeUntil`.',
    args: { input: t.arg({ type: ChangeInput, description: 'The slot, and what is to be different.' }) },
    resolve: (_root, { input }, ctx) => moveReservation(ctx, input),
  }),
  extendReservation: t.field({
    type: ReservationRef,
    description: 'Makes a slot of yours last longer, also while you charge. SLOT_TAKEN where somebody has the time after it.',
    args: { input: t.arg({ type: ExtendInput, description: 'The slot and its length.' }) },
    resolve: (_root, { input }, ctx) => extendReservation(ctx, input.reservationId, input.minutes),
  }),
  cancelBooking: t.field({
    type: ReservationRef,
    description:
      'Cancels a slot of yours. (`cancelReservation` is a command to a charger.) After `cancelUntil` that may cost a fee. A slot that is cancelled stays so.',
    args: { input: t.arg({ type: CancelInput, description: 'The slot.' }) },
    resolve: (_root, { input }, ctx) => cancelBooking(ctx, input.reservationId),
  }),
  cancelBookingAsOperator: t.field({
    type: ReservationRef,
    description: 'Cancels a driver’s slot at a station of yours. It costs the driver nothing. By a key: `chargers:write`.',
    args: { input: t.arg({ type: CancelInput, description: 'The slot.' }) },
    resolve: (_root, { input }, ctx) => cancelAsOperator(ctx, input.reservationId),
  }),
}))
