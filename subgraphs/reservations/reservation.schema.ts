import { extension } from '#lib/graph.ts'
import { builder } from './builder.ts'
import { RESERVATION_STATES } from './states.ts'
import type { Reservation } from './tables.ts'

export const UserRef = extension(builder, 'User')
export const StationRef = extension(builder, 'Station')

export const ReservationStateRef = builder.enumType('ReservationState', {
  description: 'How a slot is.',
  values: RESERVATION_STATES,
})

export const ReservationRef = builder.objectRef<Reservation>('Reservation').implement({
  description: 'A slot at an EVSE that a driver has booked.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Its id.' }),
    state: t.expose('state', { type: ReservationStateRef, description: 'How it is.' }),
    startsAt: t.expose('starts_at', { type: 'DateTime', description: 'When it begins.' }),
    endsAt: t.expose('ends_at', { type: 'DateTime', description: 'When it ends.' }),
  }),
})
