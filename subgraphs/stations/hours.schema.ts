import { z } from 'zod'
import { builder } from './builder.ts'
import { STATIONS_LIMITS } from './limits.ts'
import type { Hours } from './tables.ts'

const RegularRef = builder.objectRef<Hours['regular'][number]>('RegularHours').implement({
  description: 'Hours of a day of each week, by the clock of the station.',
  fields: (t) => ({
    weekday: t.exposeInt('weekday', { description: 'Day of the week: 1 is Monday, 7 is Sunday.' }),
    begin: t.exposeString('begin', { description: 'From this time of day on, e.g. 07:30.' }),
    end: t.exposeString('end', { description: 'Until this time of day, which is out; 24:00 is the end of the day.' }),
  }),
})

const ExceptionRef = builder.objectRef<Hours['openings'][number]>('ExceptionalHours').implement({
  description: 'A time that is an exception from the regular hours.',
  fields: (t) => ({
    begin: t.field({ type: 'DateTime', description: 'From then on.', resolve: ({ begin }) => new Date(begin) }),
    end: t.field({ type: 'DateTime', description: 'Until then, which is out.', resolve: ({ end }) => new Date(end) }),
  }),
})

export const HoursRef = builder.objectRef<Hours>('OpeningHours').implement({
  description: "When one gets in: OCPI's Hours. Closings win over openings, and these over the regular hours.",
  fields: (t) => ({
    twentyFourSeven: t.exposeBoolean('twentyFourSeven', { description: 'True: always, but for the closings.' }),
    regular: t.expose('regular', { type: [RegularRef], description: 'Hours of each week.' }),
    openings: t.expose('openings', { type: [ExceptionRef], description: 'When it is open besides.' }),
    closings: t.expose('closings', { type: [ExceptionRef], description: 'When it is closed all the same.' }),
  }),
})

const timeOfDay = (last: string) =>
  z.string().regex(new RegExp(`^(([01]\\d|2[0-3]):[0-5]\\d${last})$`), 'A time of day, e.g. 07:30.')

const RegularInput = builder.inputType('RegularHoursInput', {
  description: 'Hours of a day of each week, by the clock of the station.',
  fields: (t) => ({
    weekday: t.int({
      description: 'Day of the week: 1 is Monday, 7 is Sunday.',
      validate: z.int().min(1, '1 is Monday.').max(7, '7 is Sunday.'),
    }),
    begin: t.string({ description: 'From this time of day on, e.g. 07:30.', validate: timeOfDay('') }),
    end: t.string({ description: 'Until this time of day; 24:00 is the end of the day.', validate: timeOfDay('|24:00') }),
  }),
})

const ExceptionInput = builder.inputType('ExceptionalHoursInput', {
  description: 'A time that is an exception from the regular hours.',
  fields: (t) => ({
    begin: t.field({ type: 'DateTime', description: 'From then on.' }),
    end: t.field({ type: 'DateTime', description: 'Until then.' }),
  }),
})

const atMost = (most: number) => z.array(z.unknown()).max(most, `At most ${most}.`)
export const HoursInput = builder.inputType('OpeningHoursInput', {
  description: "When one gets in: OCPI's Hours. This takes the place of what was said before.",
  fields: (t) => ({
    twentyFourSeven: t.boolean({ defaultValue: false, description: 'True: always, but for the closings.' }),
    regular: t.field({
      type: [RegularInput],
      defaultValue: [],
      description: 'Hours of each week.',
      validate: atMost(STATIONS_LIMITS.hours),
    }),
    openings: t.field({
      type: [ExceptionInput],
      defaultValue: [],
      description: 'When it is open besides.',
      validate: atMost(STATIONS_LIMITS.exceptions),
    }),
    closings: t.field({
      type: [ExceptionInput],
      defaultValue: [],
      description: 'When it is closed all the same.',
      validate: atMost(STATIONS_LIMITS.exceptions),
    }),
  }),
})
