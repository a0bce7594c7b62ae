import { builder } from './builder.ts'
import { lastReadingOf, readingsOf } from './reading.service.ts'
import { ReadingRef } from './reading.schema.ts'
import { VehicleRef } from './reference.schema.ts'

builder.objectFields(VehicleRef, (t) => ({
  odometer: t.field({
    type: ReadingRef,
    nullable: true,
    description: 'Its last approved reading; null before the first, and for others than its driver and admins.',
    resolve: ({ id }, _args, ctx) => lastReadingOf(ctx, id),
  }),
  odometerReadings: t.connection(
    {
      type: ReadingRef,
      nullable: true,
      description: 'Its approved readings, the newest first; null for others than its driver and admins.',
      resolve: ({ id }, args, ctx) => readingsOf(ctx, id, args),
    },
    { name: 'OdometerReadingConnection', description: "A page of a vehicle's readings." },
    { name: 'OdometerReadingEdge', description: "A place in a vehicle's readings." },
  ),
}))
