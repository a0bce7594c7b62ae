import { notFound } from '#lib/errors.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { ChargePointRef, VersionRef } from '../charge-point.schema.ts'
import { redact } from '../frames/redact.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { QuarantineRow } from './quarantine.queries.ts'
import { dismissMessage, quarantinedMessages, retryMessage, visibleMessage, type Retry } from './quarantine.service.ts'

const ResolutionRef = builder.enumType('QuarantineResolution', {
  description: 'How a message has left quarantine.',
  values: {
    MATCHED: { description: 'By itself: its transaction was found.' },
    RETRIED: { description: 'It was worked again.' },
    DISMISSED: { description: 'A person has dismissed it.' },
  } as const,
})

const MessageRef = builder.objectRef<QuarantineRow>('QuarantinedMessage').implement({
  description: 'A message of a charger that could not be used, or not whole, with the reason. Revenue may hide in it.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the entry.' }),
    chargePoint: t.field({
      type: ChargePointRef,
      nullable: true,
      description: 'The charger; null where its station has moved to another.',
      resolve: ({ station_id: id }, _args, { loaders }) => loaders.chargePoint.load(id),
    }),
    ocppVersion: t.expose('ocpp_version', { type: VersionRef, description: 'The version that the charger spoke.' }),
    action: t.exposeString('action', { description: 'The action, e.g. StopTransaction.' }),
    messageId: t.exposeString('message_id', { description: "The charger's id of the message." }),
    payload: t.field({
      type: 'JSONObject',
      description: 'What it says, without secrets; of what drivers show the last four signs are left.',
      resolve: ({ payload }) => redact(payload),
    }),
    reason: t.exposeString('reason', { description: 'What is wrong with it, for people.' }),
    receivedAt: t.expose('received_at', { type: 'DateTime', description: 'When it came.' }),
    isUsedInPart: t.boolean({
      description: 'True if a transaction has what could be read of it.',
      resolve: ({ transaction_id: id }) => id !== null,
    }),
    resolvedAt: t.expose('resolved_at', { type: 'DateTime', nullable: true, description: 'When it left; null while it is here.' }),
    resolution: t.field({
      type: ResolutionRef,
      nullable: true,
      description: 'How it left; null while it is here.',
      resolve: ({ resolved_at: at, resolution }) => (at === null ? null : (resolution ?? 'MATCHED')),
    }),
    resolvedBy: t.expose('resolved_by', {
      type: 'UUID',
      nullable: true,
      description: 'Id of the user who retried or dismissed it; null if nobody did.',
    }),
    note: t.exposeString('resolution_note', { nullable: true, description: 'Why it was dismissed; null if it was not.' }),
  }),
})

const RetryRef = builder.objectRef<Retry>('QuarantineRetry').implement({
  description: 'A message that was worked again.',
  fields: (t) => ({
    message: t.field({ type: MessageRef, description: 'The message as it is now.', resolve: ({ message }) => message }),
    again: t.field({
      type: MessageRef,
      nullable: true,
      description: 'Its new entry if it is still no good; null if it was used, or had left quarantine before.',
      resolve: ({ again }) => again,
    }),
  }),
})

const FilterInput = builder.inputType('QuarantinedMessageFilter', {
  description: 'Which messages; what is left out does not matter.',
  fields: (t) => ({
    chargePointId: t.field({ type: 'UUID', required: false, description: "Of this station's charger." }),
    open: t.boolean({ required: false, description: 'True: still in quarantine. False: they have left.' }),
  }),
})

const RetryInput = builder.inputType('RetryQuarantinedMessageInput', {
  description: 'Which message to work again.',
  fields: (t) => ({ messageId: t.field({ type: 'UUID', description: 'Id of its entry.' }) }),
})

const DismissInput = builder.inputType('DismissQuarantinedMessageInput', {
  description: 'Which message to dismiss, and why.',
  fields: (t) => ({
    messageId: t.field({ type: 'UUID', description: 'Id of its entry.' }),
    reason: t.string({ description: 'Why, for those who look later.', validate: someText(OCPP_LIMITS.noteLength) }),
  }),
})

builder.objectFields(ChargePointRef, (t) => ({
  quarantinedCount: t.int({
    description: 'How many of its messages are in quarantine and wait for a person.',
    resolve: async ({ station_id: id }, _args, { loaders }) => (await loaders.backlog.load(id))?.quarantined ?? 0,
  }),
  keptCount: t.int({
    description:
      'How many of its acknowledged messages a fault of ours keeps from being worked. They are tried again by themselves.',
    resolve: async ({ station_id: id }, _args, { loaders }) => (await loaders.backlog.load(id))?.kept ?? 0,
  }),
}))

builder.queryFields((t) => ({
  quarantinedMessages: t.connection(
    {
      type: MessageRef,
      description: `Messages of chargers you operate, of all for an admin, that could not be used as they were, the newest first. Kept for ${OCPP_LIMITS.keepDays.quarantine} days.`,
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which; all without it.' }) },
      resolve: (_root, { filter, ...args }, ctx) => quarantinedMessages(ctx, filter ?? {}, args),
    },
    { name: 'QuarantinedMessageConnection', description: 'A page of messages in quarantine.' },
    { name: 'QuarantinedMessageEdge', description: 'A place in a list of them.' },
  ),
  quarantinedMessage: t.field({
    type: MessageRef,
    nullable: true,
    description: 'One of them, of a charger you operate; any for an admin. NOT_FOUND otherwise.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of its entry.' }) },
    resolve: async (_root, { id }, ctx) => {
      const message = await visibleMessage(ctx, id)
      if (!message) throw notFound('message in quarantine', ['id'])
      return message
    },
  }),
}))

builder.mutationFields((t) => ({
  retryQuarantinedMessage: t.field({
    type: RetryRef,
    description:
      'Works a message in quarantine once more, as of the time it came. If it is no good again, it has a new entry. CONFLICT for a start that has its transaction already.',
    args: { input: t.arg({ type: RetryInput, description: 'Which one.' }) },
    resolve: (_root, { input }, ctx) => retryMessage(ctx, input.messageId),
  }),
  dismissQuarantinedMessage: t.field({
    type: MessageRef,
    description: 'Takes a message out of quarantine without using it. One that has left stays as it is.',
    args: { input: t.arg({ type: DismissInput, description: 'Which one, and why.' }) },
    resolve: (_root, { input }, ctx) => dismissMessage(ctx, input.messageId, input.reason),
  }),
}))
