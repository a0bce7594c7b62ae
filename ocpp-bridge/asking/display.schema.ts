import { z } from 'zod'
import { badInput } from '#lib/errors.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import type { FORMATS, PRIORITIES, STATES } from '../displays/words.ts'
import { askedFields, CommandRef } from '../operations/command.schema.ts'
import { requestCommand } from '../operations/command.service.ts'

const PriorityRef = builder.enumType('DisplayMessagePriority', {
  description: 'When a message is shown beside others.',
  values: {
    ALWAYS_FRONT: { description: 'It alone, always; a charger has one at most.' },
    IN_FRONT: { description: 'Before those of the normal cycle.' },
    NORMAL_CYCLE: { description: 'In turn with the others.' },
  } as const satisfies Record<keyof typeof PRIORITIES, object>,
})
const StateRef = builder.enumType('DisplayMessageState', {
  description: 'A state of a charger while which a message is shown.',
  values: {
    CHARGING: { description: 'It charges.' },
    FAULTED: { description: 'It has a fault.' },
    IDLE: { description: 'It is free.' },
    UNAVAILABLE: { description: 'It is out of service.' },
    SUSPENDED: { description: 'Charging is paused. Only in OCPP 2.1.' },
    DISCHARGING: { description: 'The vehicle feeds back. Only in OCPP 2.1.' },
  } as const satisfies Record<keyof typeof STATES, object>,
})
const FormatRef = builder.enumType('DisplayMessageFormat', {
  description: 'How the content of a message is read.',
  values: {
    ASCII: { description: 'Plain text of ASCII.' },
    UTF8: { description: 'Plain text.' },
    HTML: { description: 'HTML.' },
    URI: { description: 'The address of what is shown.' },
    QRCODE: { description: 'The text of a QR code. Only in OCPP 2.1.' },
  } as const satisfies Record<keyof typeof FORMATS, object>,
})

const number = z.int().min(0, 'Not negative.')

const SetInput = builder.inputType('SetDisplayMessageInput', {
  description: 'What is shown, and when.',
  fields: (t) => ({
    ...askedFields(t),
    number: t.int({
      required: false,
      description: 'The message that it replaces; a new one without it.',
      validate: number.nullish(),
    }),
    content: t.string({
      description: 'What is shown: 512 characters at most, 1,024 in OCPP 2.1.',
      validate: someText(1_024),
    }),
    format: t.field({ type: FormatRef, defaultValue: 'UTF8', description: 'How it is read.' }),
    language: t.string({
      required: false,
      description: 'Its language (RFC 5646), e.g. de; 8 characters at most.',
      validate: z
        .string()
        .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$/, 'A language, e.g. de.')
        .max(8, 'At most 8 characters.')
        .nullish(),
    }),
    priority: t.field({ type: PriorityRef, defaultValue: 'NORMAL_CYCLE', description: 'When it is shown beside others.' }),
    state: t.field({ type: StateRef, required: false, description: 'Only while the charger is in this state; in all without it.' }),
    startsAt: t.field({ type: 'DateTime', required: false, description: 'From when it is shown; at once without it.' }),
    endsAt: t.field({ type: 'DateTime', required: false, description: 'Until when it is shown; until it is cleared without it.' }),
    transactionId: t.field({
      type: 'UUID',
      required: false,
      description: 'Only while this transaction runs, and then no more.',
    }),
  }),
})
const ClearInput = builder.inputType('ClearDisplayMessageInput', {
  description: 'Which message is to go.',
  fields: (t) => ({ ...askedFields(t), number: t.int({ description: 'Its number at this charger.', validate: number }) }),
})
const GetInput = builder.inputType('GetDisplayMessagesInput', {
  description: 'Whose messages.',
  fields: (t) => askedFields(t),
})

builder.mutationFields((t) => ({
  setDisplayMessage: t.field({
    type: CommandRef,
    description: 'Shows a message on the display of a charger of your own. Only in OCPP 2.x.',
    args: { input: t.arg({ type: SetInput, description: 'What, and when.' }) },
    resolve: (_root, { input: { chargePointId, idempotencyKey, waitSeconds, startsAt, endsAt, ...message } }, ctx) => {
      if (endsAt != null && endsAt <= (startsAt ?? new Date())) throw badInput(['input', 'endsAt'], 'After it begins.')
      return requestCommand(
        ctx,
        'SET_DISPLAY_MESSAGE',
        { chargePointId, idempotencyKey, waitSeconds },
        {
          number: message.number ?? null,
          content: message.content,
          format: message.format ?? 'UTF8',
          language: message.language ?? null,
          priority: message.priority ?? 'NORMAL_CYCLE',
          state: message.state ?? null,
          startsAt: startsAt?.toISOString() ?? null,
          endsAt: endsAt?.toISOString() ?? null,
          transactionId: message.transactionId ?? null,
        },
      )
    },
  }),
  clearDisplayMessage: t.field({
    type: CommandRef,
    description: 'Takes a message from the display of a charger of your own. Only in OCPP 2.x.',
    args: { input: t.arg({ type: ClearInput, description: 'Which.' }) },
    resolve: (_root, { input: { number: which, ...asked } }, ctx) =>
      requestCommand(ctx, 'CLEAR_DISPLAY_MESSAGE', asked, { number: which }),
  }),
  getDisplayMessages: t.field({
    type: CommandRef,
    description: 'Has a charger of your own report what it shows; then its `displayMessages` are up to date. Only in OCPP 2.x.',
    args: { input: t.arg({ type: GetInput, description: 'Whose.' }) },
    resolve: (_root, { input }, ctx) => requestCommand(ctx, 'GET_DISPLAY_MESSAGES', input, {}),
  }),
}))
