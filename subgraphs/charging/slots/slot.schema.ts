import { builder } from '../builder.ts'
import { SessionRef } from '../session.schema.ts'

builder.objectFields(SessionRef, (t) => ({
  mayChargeUntil: t.field({
    type: 'DateTime',
    nullable: true,
    description:
      'When the next slot of another driver begins on its EVSE: the vehicle must be gone by then. In the past when that has begun. It is not stopped by force. Null when nobody has booked it, and after the end.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.nextSlotOfSession.load(id))?.held_from ?? null,
  }),
}))
