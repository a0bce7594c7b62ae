import { requireOperator } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { idPage, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { chargePointAt } from '../charge-point.service.ts'
import type { Context } from '../context.ts'
import { eventsOfMessage, listEvents, type ChargePointEvent, type EventFilter } from './event.queries.ts'
import { listMonitors, type Monitor } from './monitor.queries.ts'

/** What a charger that the caller was shown watches, in the order of its numbers. */
export function monitorsOf({ db, caller }: Context, stationId: string, args: PageArgs): Promise<Page<Monitor>> {
  requireOperator(caller, 'chargers:read')
  return keysetPage({
    args,
    fetch: (page) => listMonitors(db, stationId, page),
    key: ({ number }) => [number],
    parts: [(part) => Number.isInteger(part)],
  })
}

/** What a charger that the caller was shown has told of itself, the newest first. */
export function eventsOf(
  { db, caller }: Context,
  stationId: string,
  filter: EventFilter,
  args: PageArgs,
): Promise<Page<ChargePointEvent>> {
  requireOperator(caller, 'chargers:read')
  return idPage(args, (page) => listEvents(db, stationId, filter, page))
}

/** What a charger of the caller's tells of itself from now on, each time all of one message. */
export async function watchEvents(
  ctx: Context,
  stationId: string,
  filter: EventFilter,
): Promise<AsyncGenerator<ChargePointEvent[], void, void>> {
  requireOperator(ctx.caller, 'chargers:read')
  if ((await chargePointAt(ctx, stationId)) === null) throw notFound('charge point', ['chargePointId'])
  return liveStream({
    bus: ctx.bus,
    names: ['ocpp.charge-point-event.noted'],
    matches: ({ data }) => data.stationId === stationId,
    things: { first: () => Promise.resolve([]), of: ({ data }) => data.message },
    read: async (message) => {
      const events = await eventsOfMessage(ctx.db, message, filter)
      return events.length === 0 ? null : events
    },
  })
}
