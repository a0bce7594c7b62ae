import type { InputFieldMap } from '@pothos/core'
import { z } from 'zod'
import { notFound } from '#lib/errors.ts'
import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { ChargePointCommand } from './command.queries.ts'
import { cancelCommand, commandsOf, visibleCommand, watchCommand } from './command.service.ts'
import { OPERATIONS, type CommandKind } from './operations.ts'

export const KindRef = builder.enumType('ChargePointCommandKind', {
  description: 'What can be asked of a charger, beside starts and stops.',
  values: Object.fromEntries(
    Object.entries(OPERATIONS).map(([kind, { description }]) => [kind, { value: kind, description }]),
  ) as Record<CommandKind, { value: CommandKind; description: string }>,
})

export const StateRef = builder.enumType('ChargePointCommandState', {
  description: 'How far a command is.',
  values: {
    PENDING: { description: 'It waits for the charger.' },
    SENT: { description: 'The charger was asked and has not answered.' },
    ACCEPTED: { description: 'The charger said yes.' },
    REJECTED: { description: 'The charger said no; `status` has its word.' },
    UNSUPPORTED: { description: 'The charger, or its version of OCPP, has no such thing.' },
    FAILED: { description: 'The charger answered with an error; `message` has it.' },
    UNANSWERED: { description: 'No answer came in time, so nobody knows whether it was heard.' },
    EXPIRED: { description: 'The charger was not reached while the command waited.' },
    CANCELLED: { description: 'It was called off before it was sent.' },
  } as const,
})

export const CommandRef = builder.objectRef<ChargePointCommand>('ChargePointCommand').implement({
  description: 'Something that was asked of a charger, and what became of it.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the command.' }),
    chargePoint: t.field({
      type: ChargePointRef,
      nullable: true,
      description: 'The charger; null where its station has moved to another.',
      resolve: ({ station_id: id }, _args, { loaders }) => loaders.chargePoint.load(id),
    }),
    kind: t.field({ type: KindRef, description: 'What was asked.', resolve: ({ kind }) => kind as CommandKind }),
    state: t.expose('state', { type: StateRef, description: 'How far it is.' }),
    requestedBy: t.expose('requested_by', {
      type: 'UUID',
      nullable: true,
      description: 'Id of the user who asked; null for the platform itself.',
    }),
    requestedAt: t.expose('requested_at', { type: 'DateTime', description: 'When it was asked.' }),
    expiresAt: t.expose('expires_at', { type: 'DateTime', description: 'Until when it waits for the charger.' }),
    sentAt: t.expose('sent_at', { type: 'DateTime', nullable: true, description: 'When it was sent; null before.' }),
    settledAt: t.expose('settled_at', { type: 'DateTime', nullable: true, description: 'When it was over; null before.' }),
    action: t.exposeString('action', { nullable: true, description: "Its name in the charger's version; null before it is sent." }),
    request: t.expose('request', {
      type: 'JSONObject',
      nullable: true,
      description: 'What was sent, without secrets; null before.',
    }),
    status: t.exposeString('status', {
      nullable: true,
      description: "The charger's own word, e.g. Accepted, RebootRequired; null where its answer has none.",
    }),
    response: t.expose('response', {
      type: 'JSONObject',
      nullable: true,
      description: 'All that the charger answered, without secrets; null before, and where it answered with an error.',
    }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'Why it came to nothing, for people; null where it did not.',
    }),
  }),
})

/** What every command's input begins with. */
export const askedFields = (t: Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]) =>
  ({
    chargePointId: t.field({ type: 'UUID', description: 'Id of the station whose charger is asked.' }),
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again asks nothing and gives the same command.' }),
    waitSeconds: t.int({
      required: false,
      description: `How long it waits for a charger that is offline, in seconds; ${OCPP_LIMITS.commandWaitSeconds.usual} when left out, ${OCPP_LIMITS.commandWaitSeconds.most.toLocaleString('en')} at most.`,
      validate: z.int().min(1, 'At least 1 second.').max(OCPP_LIMITS.commandWaitSeconds.most, 'At most a week.').nullish(),
    }),
  }) satisfies InputFieldMap

const FilterInput = builder.inputType('ChargePointCommandFilter', {
  description: 'Which commands; what is left out does not matter.',
  fields: (t) => ({
    kind: t.field({ type: KindRef, required: false, description: 'What was asked.' }),
    state: t.field({ type: StateRef, required: false, description: 'How far it is.' }),
  }),
})

const CancelInput = builder.inputType('CancelChargePointCommandInput', {
  description: 'Which command to call off.',
  fields: (t) => ({ commandId: t.field({ type: 'UUID', description: 'The command.' }) }),
})

builder.objectFields(ChargePointRef, (t) => ({
  commands: t.connection(
    {
      type: CommandRef,
      description: 'What was asked of it, the newest first. Kept for 90 days.',
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which commands; all without it.' }) },
      resolve: ({ station_id: id }, { filter, ...args }, ctx) => commandsOf(ctx, id, filter ?? {}, args),
    },
    { name: 'ChargePointCommandConnection', description: "A page of a charger's commands." },
    { name: 'ChargePointCommandEdge', description: "A place in a charger's commands." },
  ),
}))

builder.queryFields((t) => ({
  chargePointCommand: t.field({
    type: CommandRef,
    nullable: true,
    description: 'A command by its id, at a station you operate; any for an admin. NOT_FOUND otherwise.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the command.' }) },
    resolve: async (_root, { id }, ctx) => {
      const command = await visibleCommand(ctx, id)
      if (!command) throw notFound('command', ['id'])
      return command
    },
  }),
}))

builder.mutationFields((t) => ({
  cancelChargePointCommand: t.field({
    type: CommandRef,
    description: 'Calls off a command that has not been sent. One that was sent, or is over, stays as it is.',
    args: { input: t.arg({ type: CancelInput, description: 'Which one.' }) },
    resolve: (_root, { input }, ctx) => cancelCommand(ctx, input.commandId),
  }),
}))

builder.subscriptionFields((t) => ({
  chargePointCommandUpdated: t.field({
    type: CommandRef,
    description: 'A command as it is, and again at each change; ends when it is over.',
    args: { commandId: t.arg({ type: 'UUID', description: 'The command.' }) },
    subscribe: (_root, { commandId }, ctx) => watchCommand(ctx, commandId),
    resolve: (command) => command,
  }),
}))
