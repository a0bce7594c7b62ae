import { z } from 'zod'
import { builder } from '../builder.ts'

export const ClockRef = builder.enumType('Clock', {
  description: 'Which of two moments a local time is that comes twice, because the clock is put back.',
  values: {
    EARLIER: { description: 'The first of the two, before the clock is put back.' },
    LATER: { description: 'The second of the two.' },
  } as const,
})

export const LOCAL = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'A local time without an offset, e.g. 2026-11-22T14:30.')
const minutes = z.number().min(1, 'At least 1.').max(1_440, 'At most 1,440.')
const START = {
  startsAt: 'When it begins, on a whole minute. Or give localStart.',
  localStart:
    'When it begins by the clock of the station, whatever clock you have, e.g. 2026-11-22T14:30. A time that the clock leaves out is refused.',
  clock: 'Where localStart comes twice because the clock is put back: which one is meant.',
} as const

export const BookInput = builder.inputType('BookReservationInput', {
  description: 'A slot to book.',
  fields: (t) => ({
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again books nothing and gives the same slot.' }),
    connectorId: t.field({ type: 'UUID', required: false, description: 'At this connector. Or give stationId.' }),
    stationId: t.field({
      type: 'UUID',
      required: false,
      description: 'At any EVSE of this station that fits. Or give connectorId.',
    }),
    powerW: t.int({
      required: false,
      description: 'With stationId: the connector gives at least so many watts; any without it.',
      validate: z.number().min(0, 'At least 0.').max(10_000_000, 'At most 10,000,000.').nullish(),
    }),
    startsAt: t.field({ type: 'DateTime', required: false, description: START.startsAt }),
    localStart: t.string({ required: false, description: START.localStart, validate: LOCAL.nullish() }),
    clock: t.field({ type: ClockRef, required: false, description: START.clock }),
    minutes: t.int({ description: 'How long it is to last, in minutes, as the terms allow.', validate: minutes }),
  }),
})

export const ChangeInput = builder.inputType('ChangeReservationInput', {
  description: 'A slot of yours as it is to be; what is left out stays.',
  fields: (t) => ({
    reservationId: t.field({ type: 'UUID', description: 'Which one.' }),
    startsAt: t.field({ type: 'DateTime', required: false, description: START.startsAt }),
    localStart: t.string({ required: false, description: START.localStart, validate: LOCAL.nullish() }),
    clock: t.field({ type: ClockRef, required: false, description: START.clock }),
    minutes: t.int({ required: false, description: 'How long it is to last, in minutes.', validate: minutes.nullish() }),
    connectorId: t.field({ type: 'UUID', required: false, description: 'Another connector of the same station.' }),
  }),
})

export const ExtendInput = builder.inputType('ExtendReservationInput', {
  description: 'A slot of yours that is to last longer.',
  fields: (t) => ({
    reservationId: t.field({ type: 'UUID', description: 'Which one.' }),
    minutes: t.int({
      description: 'How long it is to last in all, in minutes from its start: the same again changes nothing.',
      validate: minutes,
    }),
  }),
})

export const CancelInput = builder.inputType('CancelBookingInput', {
  description: 'A slot to cancel.',
  fields: (t) => ({ reservationId: t.field({ type: 'UUID', description: 'Which one.' }) }),
})
