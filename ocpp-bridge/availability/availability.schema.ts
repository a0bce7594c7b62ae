import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import type { WantedAvailability } from './availability.queries.ts'
import { wantedOf } from './availability.service.ts'

const WantedRef = builder.objectRef<WantedAvailability>('WantedAvailability').implement({
  description:
    'Whether a charger, or a part of it, is to be in service: as it was asked and has agreed to. What it is now, its status says.',
  fields: (t) => ({
    evseNumber: t.exposeInt('evse_number', { description: 'The EVSE, from 1; 0 for the whole charger.' }),
    connectorNumber: t.exposeInt('connector_number', { description: 'The connector, from 1; 0 for the whole EVSE.' }),
    available: t.exposeBoolean('available', { description: 'True: it is to be in service.' }),
    scheduled: t.exposeBoolean('scheduled', { description: 'True: it said that it would do so after the transaction that ran.' }),
    agreedAt: t.expose('agreed_at', { type: 'DateTime', description: 'When it agreed.' }),
  }),
})

builder.objectFields(ChargePointRef, (t) => ({
  wantedAvailability: t.connection(
    {
      type: WantedRef,
      description:
        'What was last wanted of it and of its parts, in the order of their numbers. What was never asked is not listed.',
      resolve: ({ station_id: id }, args, ctx) => wantedOf(ctx, id, args),
    },
    { name: 'WantedAvailabilityConnection', description: 'A page of what was wanted of a charger.' },
    { name: 'WantedAvailabilityEdge', description: 'A place in what was wanted of a charger.' },
  ),
}))
