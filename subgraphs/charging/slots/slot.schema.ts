import { builder } from '../builder.ts'
import { ReservationRef } from '../reference.schema.ts'
import { SessionRef } from '../session.schema.ts'

builder.objectFields(SessionRef, (t) => ({
  reservation: t.field({
    type: ReservationRef,
    nullable: true,
    description: "The driver's booked slot that it uses; null when it uses none, or you may not see it.",
    resolve: ({ reservation_id: id }) => (id === null ? null : { id }),
  }),
  mayChargeUntil: t.field({
    type: 'DateTime',
    nullable: true,
    description:
      'When the next slot of another driver begins on its EVSE: the vehicle must be gone by then. In the past when that has begun. It is not stopped by force. Null when nobody has booked it, and after the end.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.nextSlotOfSession.load(id))?.held_from ?? null,
  }),
}))
