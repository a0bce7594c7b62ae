import { z } from 'zod'
import { builder } from '../builder.ts'
import { PayloadRef } from '../payload.schema.ts'
import { UserRef } from '../user.schema.ts'
import type { QuietHours } from './clock.ts'
import { timeOfMinute } from './minutes.ts'
import type { Pace } from './pace.queries.ts'
import { notificationPace, saveDigest, saveQuietHours } from './pace.service.ts'

const QuietHoursRef = builder.objectRef<QuietHours>('QuietHours').implement({
  description: 'Hours in which only what is urgent is sent. The rest waits for their end.',
  fields: (t) => ({
    from: t.string({
      description: 'When they begin, by the clock, e.g. 22:30.',
      resolve: (hours) => timeOfMinute(hours.from_minute),
    }),
    until: t.string({
      description: 'When they end, by the clock; on the next day where it is earlier than they begin.',
      resolve: (hours) => timeOfMinute(hours.until_minute),
    }),
  }),
})

const PaceRef = builder.objectRef<Pace>('NotificationPace').implement({
  description: 'When somebody is disturbed, and what is gathered for them.',
  fields: (t) => ({
    quietHours: t.field({
      type: QuietHoursRef,
      nullable: true,
      description: 'When only what is urgent is sent; null: never.',
      resolve: ({ quiet }) => quiet,
    }),
    digestHour: t.exposeInt('digestHour', {
      nullable: true,
      description: 'The full hour, 0 to 23, at which mails that nobody waits for come as one each day; null: each comes by itself.',
    }),
    timeZone: t.exposeString('timeZone', {
      nullable: true,
      description: 'The zone of the clock, as the account has it; null: it has none, and the clock is UTC.',
    }),
  }),
})

builder.objectFields(UserRef, (t) => ({
  notificationPace: t.field({
    type: PaceRef,
    nullable: true,
    description: 'When the user is disturbed; null for others than the user.',
    resolve: ({ id }, _args, ctx) => notificationPace(ctx, id),
  }),
}))

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of the day, e.g. 22:30.')
const QuietHoursInput = builder.inputType('QuietHoursInput', {
  description: 'Hours of the day, by the clock of the account.',
  fields: (t) => ({
    from: t.string({ description: 'When they begin, e.g. 22:30.', validate: time }),
    until: t.string({ description: 'When they end, e.g. 07:00; on the next day where it is earlier.', validate: time }),
  }),
})
const SaveQuietHoursInput = builder.inputType('SaveQuietHoursInput', {
  description: 'When not to be disturbed.',
  fields: (t) => ({
    hours: t.field({ type: QuietHoursInput, required: false, description: 'The hours; null or left out: there are none.' }),
  }),
})
const HOUR = 'A full hour, 0 to 23.'
const SaveDigestInput = builder.inputType('SaveDigestInput', {
  description: 'Whether mails that nobody waits for are gathered.',
  fields: (t) => ({
    hour: t.int({
      required: false,
      description:
        'The full hour, by the clock of the account, at which they come as one mail a day, 0 to 23; null or left out: each comes by itself.',
      validate: z.number().int(HOUR).min(0, HOUR).max(23, HOUR).nullish(),
    }),
  }),
})

builder.mutationFields((t) => ({
  saveQuietHours: t.field({
    type: PayloadRef,
    description: 'Says when you are not to be disturbed. What is urgent comes all the same; what waits comes at the end.',
    args: { input: t.arg({ type: SaveQuietHoursInput, description: 'The hours.' }) },
    resolve: async (_root, { input }, ctx) => ({ user: { id: await saveQuietHours(ctx, input.hours ?? null) } }),
  }),
  saveDigest: t.field({
    type: PayloadRef,
    description:
      'Says whether mails that nobody waits for come as one each day. What is gathered already comes at the hour of before.',
    args: { input: t.arg({ type: SaveDigestInput, description: 'The hour.' }) },
    resolve: async (_root, { input }, ctx) => ({ user: { id: await saveDigest(ctx, input.hour ?? null) } }),
  }),
}))
