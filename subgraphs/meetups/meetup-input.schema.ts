import { z } from 'zod'
import { builder } from './builder.ts'
import { StatusRef } from './meetup-status.schema.ts'
import { LocationInput, TaskRef } from './reference.schema.ts'
import { someText, text, timeZone } from '#lib/text.ts'

const seats = z.number().min(1, 'At least 1.').max(10_000, 'At most 10,000.')
/** A picture's address. Every client loads it, so it must be a name on the open web, and have nothing in it that says who the reader is. */
const picture = z
  .instanceof(URL)
  .refine((url) => url.protocol === 'https:', 'Must begin with https://.')
  .refine((url) => url.username === '' && url.password === '' && url.port === '', 'No user, password or port.')
  .refine((url) => /\.[a-z][a-z0-9-]*$/.test(url.hostname), 'A host name on the open web.')
  .refine((url) => url.href.length <= 2_000, 'At most 2,000 characters.')

export const CreateInput = builder.inputType('CreateMeetupInput', {
  description: 'A new meetup that you host.',
  fields: (t) => ({
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again announces nothing and gives the same meetup.' }),
    title: t.string({ description: 'Its name, at most 120 characters.', validate: someText(120) }),
    description: t.string({ description: 'What will be done and what to bring, at most 4,000 characters.', validate: text(4_000) }),
    imageUrl: t.field({
      type: 'URL',
      required: false,
      description: 'A picture for it: an https URL.',
      validate: picture.nullish(),
    }),
    task: t.field({ type: TaskRef, required: false, description: 'What will be done together, where it is one of our tasks.' }),
    address: t.string({ description: 'The meeting point for people, at most 200 characters.', validate: someText(200) }),
    place: t.field({ type: LocationInput, description: 'The meeting point on the map.' }),
    startsAt: t.field({ type: 'DateTime', description: 'When it begins: ahead, by at most 366 days.' }),
    endsAt: t.field({ type: 'DateTime', description: 'When it ends, at most 7 days after it begins.' }),
    timeZone: t.string({ description: 'IANA name of the time zone of the place, e.g. Europe/Berlin.', validate: timeZone }),
    capacity: t.int({ description: 'How many may join, 1 to 10,000.', validate: seats }),
  }),
})

export const UpdateInput = builder.inputType('UpdateMeetupInput', {
  description:
    'What to change of a meetup of yours; what is left out stays. Once it has begun, only words, picture, capacity and end.',
  fields: (t) => ({
    meetupId: t.field({ type: 'UUID', description: 'The meetup.' }),
    title: t.string({ required: false, description: 'Its name, at most 120 characters.', validate: someText(120).nullish() }),
    description: t.string({
      required: false,
      description: 'What will be done, at most 4,000 characters.',
      validate: text(4_000).nullish(),
    }),
    imageUrl: t.field({
      type: 'URL',
      required: false,
      description: 'A picture for it: an https URL; null takes it away.',
      validate: picture.nullish(),
    }),
    task: t.field({ type: TaskRef, required: false, description: 'What will be done together; null for none of our tasks.' }),
    address: t.string({ required: false, description: 'The meeting point for people.', validate: someText(200).nullish() }),
    place: t.field({ type: LocationInput, required: false, description: 'The meeting point on the map.' }),
    startsAt: t.field({ type: 'DateTime', required: false, description: 'When it begins.' }),
    endsAt: t.field({ type: 'DateTime', required: false, description: 'When it ends.' }),
    timeZone: t.string({ required: false, description: 'IANA name of its time zone.', validate: timeZone.nullish() }),
    capacity: t.int({ required: false, description: 'How many may join; not fewer than have joined.', validate: seats.nullish() }),
  }),
})

export const MeetupIdInput = builder.inputType('MeetupIdInput', {
  description: 'Which meetup.',
  fields: (t) => ({ meetupId: t.field({ type: 'UUID', description: 'The meetup.' }) }),
})

export const CancelInput = builder.inputType('CancelMeetupInput', {
  description: 'Which meetup to call off, and why.',
  fields: (t) => ({
    meetupId: t.field({ type: 'UUID', description: 'The meetup.' }),
    reason: t.string({ description: 'What those who wanted to come read, at most 500 characters.', validate: someText(500) }),
  }),
})

export const CheckInInput = builder.inputType('CheckInToMeetupInput', {
  description: 'A meetup that you are at: give its code, or else where you are.',
  fields: (t) => ({
    meetupId: t.field({ type: 'UUID', description: 'The meetup.' }),
    code: t.string({
      required: false,
      description: 'The code that the host shows.',
      validate: z.string().max(20, 'At most 20 characters.').nullish(),
    }),
    place: t.field({ type: LocationInput, required: false, description: 'Where you are: within 200 metres of the meeting point.' }),
  }),
})

export const FilterInput = builder.inputType('MeetupFilter', {
  description: 'Which meetups; what is left out does not restrict.',
  fields: (t) => ({
    status: t.field({ type: StatusRef, required: false, description: 'What they are now.' }),
    task: t.field({ type: TaskRef, required: false, description: 'What is done there.' }),
    hostId: t.field({ type: 'UUID', required: false, description: 'Whose they are.' }),
    joined: t.boolean({ required: false, description: 'True: those that you have joined. It needs a sign-in.' }),
  }),
})
