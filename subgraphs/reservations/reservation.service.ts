import { requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { liveStream } from '#lib/graphql/live.ts'
import type { Context } from './context.ts'
import type { Reservation } from './tables.ts'

/** A slot as it is, and whenever it changes. Who may see it: its driver, the operator and admins. */
export async function watchReservation(ctx: Context, id: string): Promise<AsyncGenerator<Reservation, void, void>> {
  requireUser(ctx.caller)
  if (!(await ctx.loaders.reservation.load(id))) throw notFound('reservation', ['id'])
  return liveStream({
    bus: ctx.bus,
    names: ['reservations.reservation.changed'],
    matches: ({ aggregateId }) => aggregateId === id,
    read: () => ctx.loaders.reservation.load(id),
  })
}
