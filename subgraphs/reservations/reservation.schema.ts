import { entity } from '#lib/graph.ts'
import { bookedOn, untilBefore } from './booking/rules.ts'
import { builder } from './builder.ts'
import { localTime } from './clock.ts'
import type { Context } from './context.ts'
import { RESERVATION_STATES } from './states.ts'
import { ConnectorRef, SessionRef, StationRef, UserRef } from './station.schema.ts'
import type { Reservation } from './tables.ts'
import { TermsRef } from './terms/terms.schema.ts'

export const ReservationStateRef = builder.enumType('ReservationState', {
  description: 'How a slot is.',
  values: RESERVATION_STATES,
})

const EnforcementRef = builder.enumType('ReservationEnforcement', {
  description: 'Who keeps others away from a slot.',
  values: {
    HARD: { description: 'The charger itself: it starts for nobody else.' },
    SOFT: { description: 'We do: we start no charge of others there. The charger may take a card that it knows.' },
  } as const,
})

export const ReservationRef = builder.objectRef<Reservation>('Reservation').implement({
  description: 'A slot at an EVSE that a driver has booked. Its driver sees it, the operator of the station, and admins.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Its id.' }),
    state: t.expose('state', { type: ReservationStateRef, description: 'How it is.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description:
        'Why it is over or was moved, as a code: DRIVER or OPERATOR has cancelled it, EVSE_OUT_OF_ORDER, MOVED to an equal EVSE and others; null: nothing to say.',
    }),
    user: t.field({ type: UserRef, description: 'Whose it is.', resolve: ({ user_id }) => ({ id: user_id }) }),
    station: t.field({ type: StationRef, description: 'Where it is.', resolve: ({ station_id }) => ({ id: station_id }) }),
    connector: t.field({
      type: ConnectorRef,
      nullable: true,
      description: 'The connector that the driver is sent to.',
      resolve: ({ connector_id: id }) => (id === null ? null : { id }),
    }),
    evseNumber: t.int({
      description: 'The number of its EVSE at the station.',
      resolve: async (row, _args, ctx) => (await evseOf(ctx, row)).number,
    }),
    startsAt: t.expose('starts_at', { type: 'DateTime', description: 'When it begins.' }),
    endsAt: t.expose('ends_at', { type: 'DateTime', description: 'When it ends.' }),
    localStart: t.string({
      description: 'When it begins by the clock of the station, with its offset, e.g. 2026-11-22T14:30+01:00.',
      resolve: async (row, _args, ctx) => localTime((await evseOf(ctx, row)).time_zone, row.starts_at),
    }),
    localEnd: t.string({
      description: 'When it ends by the clock of the station, with its offset.',
      resolve: async (row, _args, ctx) => localTime((await evseOf(ctx, row)).time_zone, row.ends_at),
    }),
    timeZone: t.string({
      description: 'IANA name of the station’s time zone.',
      resolve: async (row, _args, ctx) => (await evseOf(ctx, row)).time_zone,
    }),
    heldFrom: t.field({
      type: 'DateTime',
      description: 'From when on others are kept away, and the driver may begin.',
      resolve: async (row, _args, ctx) => (await ctx.loaders.held.load(row.id))?.from ?? row.starts_at,
    }),
    heldUntil: t.field({
      type: 'DateTime',
      description: 'Until when others are kept away: earlier than `endsAt` when the session has ended before it.',
      resolve: async (row, _args, ctx) => (await ctx.loaders.held.load(row.id))?.until ?? row.ends_at,
    }),
    enforcement: t.expose('enforcement', { type: EnforcementRef, description: 'Who keeps others away.' }),
    session: t.field({
      type: SessionRef,
      nullable: true,
      description: 'The session that uses it; null before.',
      resolve: ({ session_id: id }) => (id === null ? null : { id }),
    }),
    terms: t.field({ type: TermsRef, description: 'The terms that it was booked on.', resolve: bookedOn }),
    changeUntil: t.field({
      type: 'DateTime',
      description: 'Until when it may be moved.',
      resolve: (row) => untilBefore(row, bookedOn(row).changeUntilMinutes),
    }),
    cancelUntil: t.field({
      type: 'DateTime',
      description: 'Until when cancelling it costs nothing.',
      resolve: (row) => untilBefore(row, bookedOn(row).cancelUntilMinutes),
    }),
    offerUntil: t.expose('expires_at', {
      type: 'DateTime',
      nullable: true,
      description: 'Of an offer: until when it holds; null otherwise.',
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was booked.' }),
    changedAt: t.expose('changed_at', { type: 'DateTime', description: 'When it last changed.' }),
  }),
})
entity(builder, ReservationRef, (id, { loaders }) => loaders.reservation.load(id))

async function evseOf({ loaders }: Context, { evse_id }: Reservation) {
  return (await loaders.evse.load(evse_id)) ?? Promise.reject(new Error('A slot has no EVSE.'))
}
