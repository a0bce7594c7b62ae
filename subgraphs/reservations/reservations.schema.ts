import { isSelf } from '#lib/access.ts'
import { idPage } from '#lib/pagination.ts'
import { builder } from './builder.ts'
import { listOwn } from './own.queries.ts'
import { ReservationRef } from './reservation.schema.ts'
import { watchReservation } from './reservation.service.ts'
import { UserRef } from './station.schema.ts'

builder.queryField('reservation', (t) =>
  t.field({
    type: ReservationRef,
    nullable: true,
    description: 'A slot; null for others than its driver, the operator of its station and admins.',
    args: { id: t.arg({ type: 'UUID', description: 'Its id.' }) },
    resolve: (_root, { id }, { loaders }) => loaders.reservation.load(id),
  }),
)

builder.subscriptionField('reservationUpdated', (t) =>
  t.field({
    type: ReservationRef,
    description: 'A slot as it is now, and again whenever it changes. For its driver, the operator of its station and admins.',
    args: { id: t.arg({ type: 'UUID', description: 'Its id.' }) },
    subscribe: (_root, { id }, ctx) => watchReservation(ctx, id),
    resolve: (row) => row,
  }),
)

builder.objectFields(UserRef, (t) => ({
  reservations: t.connection(
    {
      type: ReservationRef,
      nullable: true,
      description: 'The slots that the user has booked, the newest booking first; null for others than the user.',
      resolve: ({ id }, args, ctx) => (isSelf(ctx.caller, id) ? idPage(args, (page) => listOwn(ctx.db, id, page)) : null),
    },
    { name: 'ReservationConnection', description: 'A page of slots.' },
    { name: 'ReservationEdge', description: 'A slot of a page.' },
  ),
}))
