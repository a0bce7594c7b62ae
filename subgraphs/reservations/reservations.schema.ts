import { isSelf } from '#lib/access.ts'
import { idPage } from '#lib/pagination.ts'
import { builder } from './builder.ts'
import { listOwn } from './own.queries.ts'
import { ReservationRef, UserRef } from './reservation.schema.ts'

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
