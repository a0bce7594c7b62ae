import { z } from 'zod'
import { isSelf } from '#lib/access.ts'
import { idPage } from '#lib/pagination.ts'
import { builder } from '../builder.ts'
import { ReservationRef } from '../reservation.schema.ts'
import { StationRef, UserRef } from '../station.schema.ts'
import type { WaitlistEntry } from '../tables.ts'
import { listEntries } from './entry.queries.ts'
import { WAITLIST_LIMITS } from './limits.ts'
import { acceptOffer, joinWaitlist, leaveWaitlist, watchWaitlist } from './waitlist.service.ts'

const StateRef = builder.enumType('WaitlistState', {
  description: 'How it is with somebody who waits for a slot.',
  values: {
    WAITING: { description: 'They wait.' },
    OFFERED: { description: 'A slot is held for them until `reservation.offerUntil`.' },
    TAKEN: { description: 'They have taken it.' },
    LEFT: { description: 'They wait no more.' },
    LAPSED: { description: 'They did not take it in time, or nothing was free in theirs.' },
  } as const,
})

const EntryRef = builder.objectRef<WaitlistEntry>('WaitlistEntry').implement({
  description: 'Somebody who waits for a slot at a station. They alone see it.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Its id.' }),
    station: t.field({ type: StationRef, description: 'Where.', resolve: ({ station_id }) => ({ id: station_id }) }),
    from: t.expose('from_at', { type: 'DateTime', description: 'The slot begins then at the earliest.' }),
    until: t.expose('until_at', { type: 'DateTime', description: 'The slot ends then at the latest.' }),
    minutes: t.exposeInt('minutes', { description: 'How long it is to last, in minutes.' }),
    powerW: t.exposeInt('power_w', { description: 'The connector gives at least so many watts.' }),
    state: t.expose('state', { type: StateRef, description: 'How it is.' }),
    reservation: t.field({
      type: ReservationRef,
      nullable: true,
      description: 'The slot that is held for them, or that they have taken or let go; null before.',
      resolve: ({ reservation_id: id }, _args, { loaders }) => (id === null ? null : loaders.reservation.load(id)),
    }),
    joinedAt: t.expose('created_at', { type: 'DateTime', description: 'Since when they wait.' }),
  }),
})

const JoinInput = builder.inputType('JoinWaitlistInput', {
  description: 'What somebody waits for.',
  fields: (t) => ({
    stationId: t.field({ type: 'UUID', description: 'The station.' }),
    from: t.field({ type: 'DateTime', description: 'The slot begins then at the earliest.' }),
    until: t.field({ type: 'DateTime', description: 'The slot ends then at the latest.' }),
    minutes: t.int({
      description: 'How long it is to last, in minutes, as the terms allow.',
      validate: z.number().min(1, 'At least 1.').max(1_440, 'At most 1,440.'),
    }),
    powerW: t.int({
      required: false,
      description: 'The connector gives at least so many watts; any without it.',
      validate: z.number().min(0, 'At least 0.').max(10_000_000, 'At most 10,000,000.').nullish(),
    }),
  }),
})

const EntryInput = builder.inputType('WaitlistEntryInput', {
  description: 'Who waits.',
  fields: (t) => ({ entryId: t.field({ type: 'UUID', description: 'The entry of yours.' }) }),
})

builder.mutationFields((t) => ({
  joinWaitlist: t.field({
    type: EntryRef,
    description:
      'Has you wait for a slot at a station. What becomes free is offered to who came first and fits, and is held for them for ' +
      `${WAITLIST_LIMITS.offerMinutes} minutes, never beyond its start. Who waits there already keeps their place, with the new wish. ` +
      `You may wait at ${WAITLIST_LIMITS.openPerUser} stations. LIMIT_REACHED after ${WAITLIST_LIMITS.passedPerDay} offers of the station ` +
      'that you have left or let pass in 24 hours.',
    args: { input: t.arg({ type: JoinInput, description: 'The wish.' }) },
    resolve: (_root, { input }, ctx) => joinWaitlist(ctx, input),
  }),
  leaveWaitlist: t.field({
    type: EntryRef,
    description: 'Has you wait no more. What is offered to you is offered to the next one.',
    args: { input: t.arg({ type: EntryInput, description: 'The entry.' }) },
    resolve: (_root, { input }, ctx) => leaveWaitlist(ctx, input.entryId),
  }),
  acceptOffer: t.field({
    type: ReservationRef,
    description:
      'Takes the slot that is offered to you. CONFLICT when the offer is over; LIMIT_REACHED and PAYMENT_OVERDUE as when you book. Taken again, it is the same slot.',
    args: { input: t.arg({ type: EntryInput, description: 'The entry.' }) },
    resolve: (_root, { input }, ctx) => acceptOffer(ctx, input.entryId),
  }),
}))

builder.subscriptionField('waitlistUpdated', (t) =>
  t.field({
    type: EntryRef,
    description: 'What you wait for, and again whatever of it changes.',
    subscribe: (_root, _args, ctx) => watchWaitlist(ctx),
    resolve: (entry) => entry,
  }),
)

builder.objectFields(UserRef, (t) => ({
  waitlist: t.connection(
    {
      type: EntryRef,
      nullable: true,
      description: 'What the user waits for or has waited for, the newest first; null for others than the user.',
      resolve: ({ id }, args, ctx) => (isSelf(ctx.caller, id) ? idPage(args, (page) => listEntries(ctx.db, id, page)) : null),
    },
    { name: 'WaitlistEntryConnection', description: 'A page of what somebody waits for.' },
    { name: 'WaitlistEntryEdge', description: 'An entry of a page.' },
  ),
}))
