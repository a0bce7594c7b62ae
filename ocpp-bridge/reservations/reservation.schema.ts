import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Reservation } from './reservation.queries.ts'
import { reservationsOf } from './reservation.service.ts'

const StateRef = builder.enumType('ChargePointReservationState', {
  description: 'How a reservation at a charger is.',
  values: {
    REQUESTED: { description: 'The charger has not answered yet.' },
    ACCEPTED: { description: 'The charger holds it.' },
    REFUSED: { description: 'The charger said no, or was not reached; `status` has its word.' },
    UNANSWERED: { description: 'No answer came, so nobody knows whether the charger holds it.' },
    CANCELLED: { description: 'It was called off.' },
    EXPIRED: { description: 'Its time is over.' },
    REMOVED: { description: 'The charger has given it up.' },
    USED: { description: 'A transaction has begun on it.' },
  } as const,
})

/** Only chargers of 2.x tell that its time is over. */
const stateOf = ({ state, expires_at: end }: Reservation) => (state === 'ACCEPTED' && end <= new Date() ? 'EXPIRED' : state)

const ReservationRef = builder.objectRef<Reservation>('ChargePointReservation').implement({
  description: 'An EVSE that a charger keeps for an id token.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Its id, which is that of the command that asked for it.' }),
    number: t.exposeInt('number', {
      description: 'Its number, by which the charger knows it; no other one of the platform has it.',
    }),
    evseNumber: t.exposeInt('evse_number', { description: 'The EVSE, from 1; 0 for any.' }),
    idToken: t.exposeString('id_token', { description: 'Whom it is for.' }),
    expiresAt: t.expose('expires_at', { type: 'DateTime', description: 'Until when it holds.' }),
    state: t.field({ type: StateRef, description: 'How it is.', resolve: stateOf }),
    status: t.exposeString('status', {
      nullable: true,
      description: "The charger's own word: Accepted, Faulted, Occupied, Rejected or Unavailable; null before its answer.",
    }),
    requestedAt: t.expose('requested_at', { type: 'DateTime', description: 'When it was asked for.' }),
  }),
})

builder.objectFields(ChargePointRef, (t) => ({
  reservations: t.connection(
    {
      type: ReservationRef,
      description: `Its reservations, the newest first. Kept for ${OCPP_LIMITS.keepDays.commands} days.`,
      resolve: ({ station_id: id }, args, ctx) => reservationsOf(ctx, id, args),
    },
    { name: 'ChargePointReservationConnection', description: "A page of a charger's reservations." },
    { name: 'ChargePointReservationEdge', description: "A place in a charger's reservations." },
  ),
}))
