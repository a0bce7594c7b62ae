import { z } from 'zod'
import { builder } from '../builder.ts'
import { localTime } from '../clock.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import { ReservationRef } from '../reservation.schema.ts'
import { StationRef, UserRef } from '../station.schema.ts'
import type { Reservation } from '../tables.ts'
import { calendarOf, slotsOf, watchSlots, type Slot } from './calendar.service.ts'

const SlotRef = builder.objectRef<Slot>('Slot').implement({
  description: 'A time that can be booked.',
  fields: (t) => ({
    startsAt: t.expose('starts_at', { type: 'DateTime', description: 'When it begins.' }),
    endsAt: t.expose('ends_at', { type: 'DateTime', description: 'When it ends.' }),
    localStart: t.string({
      description: 'When it begins by the clock of the station, with its offset, e.g. 2026-11-22T14:30+01:00.',
      resolve: ({ zone, starts_at }) => localTime(zone, starts_at),
    }),
    localEnd: t.string({
      description: 'When it ends by the clock of the station, with its offset.',
      resolve: ({ zone, ends_at }) => localTime(zone, ends_at),
    }),
    evses: t.exposeInt('evses', { description: 'How many EVSEs that fit are free for all of it.' }),
  }),
})

const KindRef = builder.enumType('CalendarKind', {
  description: 'What takes an EVSE.',
  values: { BOOKING: { description: 'A driver’s slot.' }, BLOCK: { description: 'The operator has blocked it.' } } as const,
})

export const EntryRef = builder.objectRef<Reservation>('CalendarEntry').implement({
  description: 'A time for which an EVSE is booked or blocked. Its operator sees it, and admins.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the slot or the block.' }),
    kind: t.expose('kind', { type: KindRef, description: 'What it is.' }),
    evseId: t.expose('evse_id', { type: 'UUID', description: 'Of which EVSE.' }),
    evseNumber: t.int({
      description: 'Its number at the station.',
      resolve: async ({ evse_id }, _args, { loaders }) => (await loaders.evse.load(evse_id))?.number ?? 0,
    }),
    startsAt: t.expose('starts_at', { type: 'DateTime', description: 'When it begins.' }),
    endsAt: t.expose('ends_at', { type: 'DateTime', description: 'When it ends.' }),
    by: t.field({ type: UserRef, description: 'Who has booked or blocked it.', resolve: ({ user_id }) => ({ id: user_id }) }),
    reservation: t.field({
      type: ReservationRef,
      nullable: true,
      description: 'The driver’s slot; null for a block.',
      resolve: (row) => (row.kind === 'BOOKING' ? row : null),
    }),
    note: t.exposeString('note', { nullable: true, description: 'What the operator says of a block; null: nothing.' }),
    ended: t.boolean({
      description: 'True for a block that was taken away.',
      resolve: ({ kind, state }) => kind === 'BLOCK' && state !== 'RESERVED',
    }),
  }),
})

builder.objectFields(StationRef, (t) => ({
  slots: t.field({
    type: [SlotRef],
    nullable: true,
    description:
      `The slots that can be booked on a day of the station, a start every ${RESERVATIONS_LIMITS.slotStepMinutes} minutes from the day’s beginning by its own ` +
      'clock. None where it takes no bookings or none of this length; null where you may not know of the station.',
    args: {
      day: t.arg.string({
        description: 'The day by the clock of the station, e.g. 2026-11-22.',
        validate: z.iso.date('A day, e.g. 2026-11-22.'),
      }),
      minutes: t.arg.int({
        description: 'How long the slot is to last, in minutes.',
        validate: z.number().min(1, 'At least 1.').max(1_440, 'At most 1,440.'),
      }),
      powerW: t.arg.int({
        required: false,
        description: 'The connector gives at least so many watts.',
        validate: z.number().min(0, 'At least 0.').max(10_000_000, 'At most 10,000,000.').nullish(),
      }),
    },
    resolve: ({ id }, args, ctx) => slotsOf(ctx, id, args),
  }),
  calendar: t.connection(
    {
      type: EntryRef,
      nullable: true,
      description: 'What is booked and blocked at the station, by its beginning; null for others than its operator and admins.',
      args: {
        from: t.arg({ type: 'DateTime', description: 'What ends after this.' }),
        until: t.arg({
          type: 'DateTime',
          description: `What begins before this; at most ${RESERVATIONS_LIMITS.calendarDays} days after \`from\`.`,
        }),
      },
      resolve: ({ id }, args, ctx) => calendarOf(ctx, id, args),
    },
    { name: 'CalendarConnection', description: 'A page of a station’s calendar.' },
    { name: 'CalendarEdge', description: 'An entry of a page.' },
  ),
}))

builder.subscriptionField('slotsChanged', (t) =>
  t.field({
    type: StationRef,
    description: 'A station now, and again whenever its slots were taken or given back: ask for its `slots`.',
    args: { stationId: t.arg({ type: 'UUID', description: 'Which station.' }) },
    subscribe: (_root, { stationId }, ctx) => watchSlots(ctx, stationId),
    resolve: (station) => station,
  }),
)
