import { attendeesOf, joinMeetup, leaveMeetup } from './attendance.service.ts'
import { entity } from '#lib/graph.ts'
import { builder } from './builder.ts'
import { checkIn, renewCode } from './check-in.service.ts'
import { CancelInput, CheckInInput, CreateInput, MeetupIdInput, FilterInput, UpdateInput } from './meetup-input.schema.ts'
import { StatusRef } from './meetup-status.schema.ts'
import { cancelMeetup, createMeetup, meetupsBy, updateMeetup, watchMeetups } from './meetup.service.ts'
import { statusAt } from './meetup.ts'
import { LocationRef, TaskRef, UserRef } from './reference.schema.ts'
import type { Attendance, Meetup } from './tables.ts'

export const MeetupRef = builder.objectRef<Meetup>('Meetup')
const AttendanceRef = builder.objectRef<Attendance>('Attendance')

const CheckInRef = builder.enumType('CheckInMethod', {
  description: 'How somebody has checked in.',
  values: {
    CODE: { description: 'By the code that the host showed.' },
    PLACE: { description: 'By being at the meeting point.' },
  } as const,
})

MeetupRef.implement({
  description: 'Something that people meet at to do good. Everybody sees it.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the meetup.' }),
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
    location: t.field({ type: LocationRef, description: 'The meeting point on the map.', resolve: (meetup) => meetup }),
    startsAt: t.expose('starts_at', { type: 'DateTime', description: 'When it begins.' }),
    endsAt: t.expose('ends_at', { type: 'DateTime', description: 'When it ends.' }),
    timeZone: t.exposeString('time_zone', { description: 'IANA name of the time zone of the place.' }),
    status: t.field({ type: StatusRef, description: 'What it is now.', resolve: (meetup) => statusAt(meetup, new Date()) }),
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
        resolve: (meetup, args, ctx) => attendeesOf(ctx, meetup, args),
      },
      { description: 'A page of those who come to a meetup.' },
      { description: 'Somebody who comes to a meetup.' },
    ),
  }),
})
entity(builder, MeetupRef, (id, { loaders }) => loaders.meetup.load(id))

AttendanceRef.implement({
  description: 'A seat at a meetup.',
  fields: (t) => ({
    user: t.field({ type: UserRef, description: 'Whose it is.', resolve: ({ user_id }) => ({ id: user_id }) }),
    joinedAt: t.expose('joined_at', { type: 'DateTime', description: 'When they joined.' }),
    checkedInAt: t.expose('checked_in_at', { type: 'DateTime', nullable: true, description: 'When they checked in; null before.' }),
    checkedInBy: t.expose('checked_in_by', { type: CheckInRef, nullable: true, description: 'How they checked in; null before.' }),
  }),
})

const CodeRef = builder.objectRef<{ meetup: Meetup; code: string }>('MeetupCode').implement({
  description: 'A new code by which people check in.',
  fields: (t) => ({
    meetup: t.expose('meetup', { type: MeetupRef, description: 'The meetup.' }),
    code: t.exposeString('code', { description: 'The code to be shown at the meetup. It is told this once.' }),
  }),
})

builder.queryFields((t) => ({
  meetup: t.field({
    type: MeetupRef,
    nullable: true,
    description: 'A meetup; null when there is none with this id.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the meetup.' }) },
    resolve: (_root, { id }, { loaders }) => loaders.meetup.load(id),
  }),
  meetups: t.connection(
    {
      type: MeetupRef,
      description: 'Meetups by their beginning, the earliest first.',
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which meetups; all without it.' }) },
      resolve: (_root, { filter, ...args }, ctx) => meetupsBy(ctx, filter ?? {}, args),
    },
    { name: 'MeetupConnection', description: 'A page of meetups.' },
    { name: 'MeetupEdge', description: 'A meetup in a list.' },
  ),
}))

builder.mutationFields((t) => ({
  createMeetup: t.field({
    type: MeetupRef,
    description: 'Announces a meetup that you host.',
    args: { input: t.arg({ type: CreateInput, description: 'The meetup.' }) },
    resolve: (_root, { input: { idempotencyKey, ...meetup } }, ctx) => createMeetup(ctx, idempotencyKey, meetup),
  }),
  updateMeetup: t.field({
    type: MeetupRef,
    description: 'Changes a meetup of yours; admins change any.',
    args: { input: t.arg({ type: UpdateInput, description: 'The meetup and its changes.' }) },
    resolve: (_root, { input: { meetupId, ...changes } }, ctx) => updateMeetup(ctx, meetupId, changes),
  }),
  cancelMeetup: t.field({
    type: MeetupRef,
    description: 'Calls off a meetup of yours; admins call off any.',
    args: { input: t.arg({ type: CancelInput, description: 'The meetup and the reason.' }) },
    resolve: (_root, { input }, ctx) => cancelMeetup(ctx, input.meetupId, input.reason),
  }),
  joinMeetup: t.field({
    type: MeetupRef,
    description: 'Takes a seat at a meetup; MEETUP_FULL when there is none. Who has one keeps it.',
    args: { input: t.arg({ type: MeetupIdInput, description: 'The meetup.' }) },
    resolve: (_root, { input }, ctx) => joinMeetup(ctx, input.meetupId),
  }),
  leaveMeetup: t.field({
    type: MeetupRef,
    description: 'Gives your seat back, until you have checked in.',
    args: { input: t.arg({ type: MeetupIdInput, description: 'The meetup.' }) },
    resolve: (_root, { input }, ctx) => leaveMeetup(ctx, input.meetupId),
  }),
  renewMeetupCode: t.field({
    type: CodeRef,
    description: 'Makes a new code by which people check in to a meetup of yours; the one before ends.',
    args: { input: t.arg({ type: MeetupIdInput, description: 'The meetup.' }) },
    resolve: (_root, { input }, ctx) => renewCode(ctx, input.meetupId),
  }),
  checkInToMeetup: t.field({
    type: AttendanceRef,
    description: 'Checks you in to a meetup that is on and that you have joined, by its code or by your place; once.',
    args: { input: t.arg({ type: CheckInInput, description: 'The meetup, and the code or the place.' }) },
    resolve: (_root, { input }, ctx) => checkIn(ctx, input),
  }),
}))

builder.subscriptionField('meetupFeed', (t) =>
  t.field({
    type: MeetupRef,
    description:
      'The meetups that are on and the next ones (20 at most), the earliest first; then each meetup when it is announced, changes, begins, ends, or somebody joins or leaves. For everybody.',
    subscribe: (_root, _args, ctx) => watchMeetups(ctx),
    resolve: (meetup) => meetup,
  }),
)
