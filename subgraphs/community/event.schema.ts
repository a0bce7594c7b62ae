import { attendeesOf, joinEvent, leaveEvent } from './attendance.service.ts'
import { builder } from './builder.ts'
import { checkIn, renewCode } from './check-in.service.ts'
import { TaskRef } from './deed-task.schema.ts'
import { watchEvents } from './event-feed.service.ts'
import { CancelInput, CheckInInput, CreateInput, EventIdInput, FilterInput, UpdateInput } from './event-input.schema.ts'
import { StatusRef } from './event-status.schema.ts'
import { cancelEvent, createEvent, eventsBy, updateEvent } from './event.service.ts'
import { statusAt } from './event.status.ts'
import { LocationRef, UserRef } from './reference.schema.ts'
import type { Attendance, CommunityEvent } from './tables.ts'

export const EventRef = builder.objectRef<CommunityEvent>('CommunityEvent')
const AttendanceRef = builder.objectRef<Attendance>('Attendance')

const CheckInRef = builder.enumType('CheckInMethod', {
  description: 'How somebody has checked in.',
  values: {
    CODE: { description: 'By the code that the host showed.' },
    PLACE: { description: 'By being at the meeting point.' },
  } as const,
})

EventRef.implement({
  description: 'Something that people meet at to do good. Everybody sees it.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the event.' }),
    title: t.exposeString('title', { description: 'Its name.' }),
    description: t.exposeString('description', { description: 'What will be done and what to bring.' }),
    imageUrl: t.expose('image_url', {
      type: 'URL',
      nullable: true,
      description: "A picture of its host's choice, on a server that is not ours; null without one.",
    }),
    task: t.expose('task', { type: TaskRef, nullable: true, description: 'What is done; null where it is none of our tasks.' }),
    host: t.field({ type: UserRef, description: 'Who hosts it.', resolve: ({ host_id }) => ({ id: host_id }) }),
    address: t.exposeString('address', { description: 'The meeting point for people.' }),
    location: t.field({ type: LocationRef, description: 'The meeting point on the map.', resolve: (event) => event }),
    startsAt: t.expose('starts_at', { type: 'DateTime', description: 'When it begins.' }),
    endsAt: t.expose('ends_at', { type: 'DateTime', description: 'When it ends.' }),
    timeZone: t.exposeString('time_zone', { description: 'IANA name of the time zone of the place.' }),
    status: t.field({ type: StatusRef, description: 'What it is now.', resolve: (event) => statusAt(event, new Date()) }),
    cancelReason: t.exposeString('cancel_reason', { nullable: true, description: 'Why it was called off; null where it was not.' }),
    capacity: t.exposeInt('capacity', { description: 'How many may join.' }),
    seatsTaken: t.exposeInt('seats_taken', { description: 'How many have joined.' }),
    myAttendance: t.field({
      type: AttendanceRef,
      nullable: true,
      description: 'Your own seat; null when you have not joined.',
      resolve: ({ id }, _args, { loaders }) => loaders.myAttendance.load(id),
    }),
    attendees: t.connection(
      {
        type: AttendanceRef,
        nullable: true,
        description: 'Who comes, in the order in which they joined; null for others than its host and admins.',
        resolve: (event, args, ctx) => attendeesOf(ctx, event, args),
      },
      { description: 'A page of those who come to an event.' },
      { description: 'Somebody who comes to an event.' },
    ),
  }),
})
builder.asEntity(EventRef, {
  key: builder.selection<{ id: string }>('id'),
  resolveReference: ({ id }, { loaders }) => loaders.event.load(id),
})

AttendanceRef.implement({
  description: 'A seat at an event.',
  fields: (t) => ({
    user: t.field({ type: UserRef, description: 'Whose it is.', resolve: ({ user_id }) => ({ id: user_id }) }),
    joinedAt: t.expose('joined_at', { type: 'DateTime', description: 'When they joined.' }),
    checkedInAt: t.expose('checked_in_at', { type: 'DateTime', nullable: true, description: 'When they checked in; null before.' }),
    checkedInBy: t.expose('checked_in_by', { type: CheckInRef, nullable: true, description: 'How they checked in; null before.' }),
  }),
})

const CodeRef = builder.objectRef<{ event: CommunityEvent; code: string }>('EventCode').implement({
  description: 'A new code by which people check in.',
  fields: (t) => ({
    event: t.expose('event', { type: EventRef, description: 'The event.' }),
    code: t.exposeString('code', { description: 'The code to be shown at the event. It is told this once.' }),
  }),
})

builder.queryFields((t) => ({
  communityEvent: t.field({
    type: EventRef,
    nullable: true,
    description: 'An event; null when there is none with this id.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the event.' }) },
    resolve: (_root, { id }, { loaders }) => loaders.event.load(id),
  }),
  communityEvents: t.connection(
    {
      type: EventRef,
      description: 'Events by their beginning, the earliest first.',
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which events; all without it.' }) },
      resolve: (_root, { filter, ...args }, ctx) => eventsBy(ctx, filter ?? {}, args),
    },
    { name: 'CommunityEventConnection', description: 'A page of events.' },
    { name: 'CommunityEventEdge', description: 'An event in a list.' },
  ),
}))

builder.mutationFields((t) => ({
  createEvent: t.field({
    type: EventRef,
    description: 'Announces an event that you host.',
    args: { input: t.arg({ type: CreateInput, description: 'The event.' }) },
    resolve: (_root, { input: { idempotencyKey, ...event } }, ctx) => createEvent(ctx, idempotencyKey, event),
  }),
  updateEvent: t.field({
    type: EventRef,
    description: 'Changes an event of yours; admins change any.',
    args: { input: t.arg({ type: UpdateInput, description: 'The event and its changes.' }) },
    resolve: (_root, { input: { eventId, ...changes } }, ctx) => updateEvent(ctx, eventId, changes),
  }),
  cancelEvent: t.field({
    type: EventRef,
    description: 'Calls off an event of yours; admins call off any.',
    args: { input: t.arg({ type: CancelInput, description: 'The event and the reason.' }) },
    resolve: (_root, { input }, ctx) => cancelEvent(ctx, input.eventId, input.reason),
  }),
  joinEvent: t.field({
    type: EventRef,
    description: 'Takes a seat at an event; EVENT_FULL when there is none. Who has one keeps it.',
    args: { input: t.arg({ type: EventIdInput, description: 'The event.' }) },
    resolve: (_root, { input }, ctx) => joinEvent(ctx, input.eventId),
  }),
  leaveEvent: t.field({
    type: EventRef,
    description: 'Gives your seat back, until you have checked in.',
    args: { input: t.arg({ type: EventIdInput, description: 'The event.' }) },
    resolve: (_root, { input }, ctx) => leaveEvent(ctx, input.eventId),
  }),
  renewEventCode: t.field({
    type: CodeRef,
    description: 'Makes a new code by which people check in to an event of yours; the one before ends.',
    args: { input: t.arg({ type: EventIdInput, description: 'The event.' }) },
    resolve: (_root, { input }, ctx) => renewCode(ctx, input.eventId),
  }),
  checkInToEvent: t.field({
    type: AttendanceRef,
    description: 'Checks you in to an event that is on and that you have joined, by its code or by your place; once.',
    args: { input: t.arg({ type: CheckInInput, description: 'The event, and the code or the place.' }) },
    resolve: (_root, { input }, ctx) => checkIn(ctx, input),
  }),
}))

builder.subscriptionField('eventFeed', (t) =>
  t.field({
    type: EventRef,
    description:
      'The events that are on and the next ones (20 at most), the earliest first; then each event when it is announced, changes, begins, ends, or somebody joins or leaves. For everybody.',
    subscribe: (_root, _args, ctx) => watchEvents(ctx),
    resolve: (event) => event,
  }),
)
