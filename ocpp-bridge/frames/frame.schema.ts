import { z } from 'zod'
import { WITHOUT_NUL } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { FrameRow } from './frame.queries.ts'
import { framesOf, watchFrames } from './frame.service.ts'

const { textLength, searched } = OCPP_LIMITS.frames
const days = OCPP_LIMITS.keepDays.frames

const DirectionRef = builder.enumType('ChargePointMessageDirection', {
  description: 'Who said it.',
  values: { IN: { description: 'The charger.' }, OUT: { description: 'The platform.' } } as const,
})

const KindRef = builder.enumType('ChargePointMessageKind', {
  description: 'What kind of frame it is (OCPP-J).',
  values: {
    CALL: { description: 'Something is asked or told; it is answered.' },
    RESULT: { description: 'An answer.' },
    ERROR: { description: 'An error as the answer.' },
    RESULT_ERROR: { description: 'An answer could not be used. Only in OCPP 2.1.' },
    SEND: { description: 'Something is told; it is not answered. Only in OCPP 2.1.' },
    MALFORMED: { description: 'A text that is no frame.' },
  } as const,
})

const MessageRef = builder.objectRef<FrameRow>('ChargePointMessage').implement({
  description: 'A frame that passed between a charger and the platform.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the entry.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it passed, by our clock.' }),
    direction: t.expose('direction', { type: DirectionRef, description: 'Who said it.' }),
    kind: t.expose('kind', { type: KindRef, description: 'What kind of frame it is.' }),
    messageId: t.exposeString('message_id', {
      nullable: true,
      description: 'The id that a call and its answer have in common; null in what is no frame.',
    }),
    action: t.exposeString('action', {
      nullable: true,
      description: 'The action, e.g. Heartbeat; of an answer that of its call. Null where that is not known.',
    }),
    text: t.exposeString('text', {
      description: `The frame without secrets: *** stands for passwords and keys, and of what drivers show the last four signs are left. After ${textLength.toLocaleString('en')} characters it is cut, and ends with an ellipsis.`,
    }),
    bytes: t.exposeInt('bytes', { description: 'Bytes of the whole frame as it went over the line.' }),
  }),
})

const word = (most: number) =>
  z
    .string()
    .min(1, 'Must not be empty.')
    .max(most, `At most ${most} characters.`)
    .refine(...WITHOUT_NUL)
    .nullish()

const FilterInput = builder.inputType('ChargePointMessageFilter', {
  description: 'Which frames; what is left out does not matter.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', required: false, description: 'Then or later.' }),
    until: t.field({ type: 'DateTime', required: false, description: 'Before then.' }),
    direction: t.field({ type: DirectionRef, required: false, description: 'Who said it.' }),
    kind: t.field({ type: KindRef, required: false, description: 'What kind of frame.' }),
    action: t.string({ required: false, description: 'The action, of calls and their answers.', validate: word(64) }),
    messageId: t.string({ required: false, description: 'The message id, of a call and its answer.', validate: word(255) }),
    text: t.string({
      required: false,
      description: `A part of the text, large or small letters. It is looked for in the newest ${searched.toLocaleString('en')} that fit else: name a time to look further back.`,
      validate: word(200),
    }),
  }),
})

builder.objectFields(ChargePointRef, (t) => ({
  messages: t.connection(
    {
      type: MessageRef,
      description: `What it and the platform have said to each other, the newest first. Kept for ${days} days. Where the database was too slow, or the charger said too much in an hour, some may be missing.`,
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which; all without it.' }) },
      resolve: ({ station_id: id }, { filter, ...args }, ctx) => framesOf(ctx, id, filter ?? {}, args),
    },
    { name: 'ChargePointMessageConnection', description: "A page of a charger's frames." },
    { name: 'ChargePointMessageEdge', description: "A place in a charger's frames." },
  ),
}))

builder.subscriptionFields((t) => ({
  chargePointMessages: t.field({
    type: MessageRef,
    description: 'Each frame between a charger you operate and the platform from now on, both ways, in order.',
    args: { chargePointId: t.arg({ type: 'UUID', description: 'Id of the station.' }) },
    subscribe: (_root, { chargePointId }, ctx) => watchFrames(ctx, chargePointId),
    resolve: (frame) => frame,
  }),
}))
