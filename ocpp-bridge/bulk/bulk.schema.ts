import { z } from 'zod'
import { notFound } from '#lib/errors.ts'
import { builder } from '../builder.ts'
import { ChargePointFilterInput, ChargePointRef } from '../charge-point.schema.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { CommandRef, KindRef, StateRef as CommandStateRef } from '../operations/command.schema.ts'
import type { CommandKind } from '../operations/operations.ts'
import type { ChargePointCommandState } from '../tables.ts'
import type { BulkCommandRow, ChargerResult } from './bulk.queries.ts'
import { bulkList, bulkResults, cancelBulk, pauseBulk, resumeBulk, startBulk, visibleBulk, watchBulk } from './bulk.service.ts'

const { bulk: limits, keepDays } = OCPP_LIMITS

const StateRef = builder.enumType('BulkCommandState', {
  description: 'How far a bulk command is.',
  values: {
    RUNNING: { description: 'Chargers are asked, one after the other.' },
    PAUSED: { description: 'Nobody is asked until it is resumed; `message` says why.' },
    DONE: { description: 'Every charger was asked, or was waited for long enough.' },
    CANCELLED: { description: 'It was called off. Commands on their way are still answered.' },
  } as const,
})

const CountRef = builder.objectRef<{ state: ChargePointCommandState; count: number }>('BulkCommandCount').implement({
  description: 'How many chargers of a bulk command are in a state.',
  fields: (t) => ({
    state: t.expose('state', { type: CommandStateRef, description: 'The state; PENDING also of those that were not asked yet.' }),
    count: t.exposeInt('count', { description: 'How many.' }),
  }),
})

const ResultRef = builder.objectRef<ChargerResult>('BulkCommandResult').implement({
  description: 'A charger of a bulk command, and what became of it.',
  fields: (t) => ({
    chargePoint: t.field({
      type: ChargePointRef,
      nullable: true,
      description: 'The charger; null where its station has moved to another.',
      resolve: ({ station_id: id }, _args, { loaders }) => loaders.chargePoint.load(id),
    }),
    state: t.expose('state', {
      type: CommandStateRef,
      description: 'What became of it. PENDING, EXPIRED and CANCELLED also of a charger that was not asked.',
    }),
    command: t.field({
      type: CommandRef,
      nullable: true,
      description: 'Its command; null where it was not asked.',
      resolve: ({ command_id: id }, _args, { loaders }) => (id === null ? null : loaders.command.load(id)),
    }),
  }),
})

const countsOf = ({ counts }: BulkCommandRow) =>
  Object.entries(counts).map(([state, count]) => ({ state: state as ChargePointCommandState, count }))
const OPEN: ReadonlySet<string> = new Set(['PENDING', 'SENT'])

const BulkRef = builder.objectRef<BulkCommandRow>('BulkCommand').implement({
  description: 'One command for many chargers, a few at a time. Any process goes on with it after another has ended.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the bulk command.' }),
    kind: t.field({ type: KindRef, description: 'What is asked.', resolve: ({ kind }) => kind as CommandKind }),
    like: t.field({
      type: CommandRef,
      nullable: true,
      description: 'The command of one charger that is asked of the others; null when it is too old to be kept.',
      resolve: ({ like_command_id: id }, _args, { loaders }) => loaders.command.load(id),
    }),
    state: t.expose('state', { type: StateRef, description: 'How far it is.' }),
    message: t.exposeString('message', { nullable: true, description: 'Why it was paused or called off, for people; else null.' }),
    chargerCount: t.exposeInt('chargers', { description: 'How many chargers it has. They are fixed when it begins.' }),
    doneCount: t.int({
      description: 'Of how many it is over, for better or worse.',
      resolve: (bulk) => countsOf(bulk).reduce((sum, { state, count }) => sum + (OPEN.has(state) ? 0 : count), 0),
    }),
    counts: t.field({
      type: [CountRef],
      description: 'How many chargers are in which state; states without any are left out.',
      resolve: countsOf,
    }),
    perMinute: t.exposeInt('per_minute', { description: 'So many chargers are asked in a minute.' }),
    atOnce: t.exposeInt('at_once', { description: 'So many may be asked and not have answered.' }),
    pauseAtFailedPercent: t.exposeInt('pause_at_failed_percent', {
      description: 'The share of failures at which it pauses by itself.',
    }),
    requestedBy: t.expose('requested_by', { type: 'UUID', description: 'Id of the user who started it.' }),
    requestedAt: t.expose('requested_at', { type: 'DateTime', description: 'When it began.' }),
    expiresAt: t.expose('expires_at', { type: 'DateTime', description: 'Until when chargers that are away are waited for.' }),
    settledAt: t.expose('settled_at', { type: 'DateTime', nullable: true, description: 'When it was over; null before.' }),
    results: t.connection(
      {
        type: ResultRef,
        description: 'Its chargers by identity, each with what became of it.',
        args: { state: t.arg({ type: CommandStateRef, required: false, description: 'Only those in this state.' }) },
        resolve: (bulk, { state, ...args }, ctx) => bulkResults(ctx, bulk, state ?? null, args),
      },
      { name: 'BulkCommandResultConnection', description: 'A page of the chargers of a bulk command.' },
      { name: 'BulkCommandResultEdge', description: 'A place in them.' },
    ),
  }),
})

const whole = (least: number, most: number) =>
  z
    .int()
    .min(least, `At least ${least}.`)
    .max(most, `At most ${most.toLocaleString('en')}.`)
    .nullish()

const StartInput = builder.inputType('StartBulkCommandInput', {
  description: 'What is asked of which chargers, and how fast.',
  fields: (t) => ({
    commandId: t.field({
      type: 'UUID',
      description: 'A command of one charger: the same is asked of the others that fit, whatever became of it.',
    }),
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again begins nothing and gives the same bulk command.' }),
    filter: t.field({
      type: ChargePointFilterInput,
      description: `Which chargers; an empty one means all of yours. ${limits.chargers.toLocaleString('en')} at most. chargePoints shows them before.`,
    }),
    expectedCount: t.int({
      required: false,
      description: 'How many you expect, without the charger of the command. Another number is refused with CONFLICT.',
      validate: whole(1, limits.chargers),
    }),
    perMinute: t.int({
      required: false,
      description: `So many are asked in a minute; ${limits.perMinute.usual} when left out, ${limits.perMinute.most} at most.`,
      validate: whole(1, limits.perMinute.most),
    }),
    atOnce: t.int({
      required: false,
      description: `So many may be asked and not have answered; ${limits.atOnce.usual} when left out, ${limits.atOnce.most} at most.`,
      validate: whole(1, limits.atOnce.most),
    }),
    pauseAtFailedPercent: t.int({
      required: false,
      description: `It pauses when this share of those that are over has failed, of ${limits.judgedFrom} or more; ${limits.pauseAtFailedPercent} when left out.`,
      validate: whole(1, 100),
    }),
    waitSeconds: t.int({
      required: false,
      description: `How long chargers that are away are waited for, in seconds; ${limits.waitSeconds.usual.toLocaleString('en')} when left out, ${limits.waitSeconds.most.toLocaleString('en')} at most.`,
      validate: whole(1, limits.waitSeconds.most),
    }),
  }),
})

const idInput = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({ bulkCommandId: t.field({ type: 'UUID', description: 'The bulk command.' }) }),
  })
const PauseInput = idInput('PauseBulkCommandInput', 'Which bulk command to pause.')
const ResumeInput = idInput('ResumeBulkCommandInput', 'Which bulk command to go on with.')
const CancelInput = idInput('CancelBulkCommandInput', 'Which bulk command to call off.')

builder.queryFields((t) => ({
  bulkCommand: t.field({
    type: BulkRef,
    nullable: true,
    description: 'A bulk command that you have started; any for an admin. NOT_FOUND otherwise.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the bulk command.' }) },
    resolve: async (_root, { id }, ctx) => {
      const bulk = await visibleBulk(ctx, id)
      if (!bulk) throw notFound('bulk command', ['id'])
      return bulk
    },
  }),
  bulkCommands: t.connection(
    {
      type: BulkRef,
      description: `Bulk commands that you have started, all for an admin, the newest first. Kept for ${keepDays.commands} days.`,
      resolve: (_root, args, ctx) => bulkList(ctx, args),
    },
    { name: 'BulkCommandConnection', description: 'A page of bulk commands.' },
    { name: 'BulkCommandEdge', description: 'A place in a list of them.' },
  ),
}))

builder.mutationFields((t) => ({
  startBulkCommand: t.field({
    type: BulkRef,
    description:
      'Asks of many chargers what was asked of one: try a command on one charger first, then repeat it at all that fit. The bulk command is in the answer at once; watch it with bulkCommandUpdated.',
    args: { input: t.arg({ type: StartInput, description: 'What, of which, and how fast.' }) },
    resolve: (_root, { input }, ctx) => startBulk(ctx, input),
  }),
  pauseBulkCommand: t.field({
    type: BulkRef,
    description: 'Asks nobody more until it is resumed. One that does not run stays as it is.',
    args: { input: t.arg({ type: PauseInput, description: 'Which one.' }) },
    resolve: (_root, { input }, ctx) => pauseBulk(ctx, input.bulkCommandId),
  }),
  resumeBulkCommand: t.field({
    type: BulkRef,
    description: 'Goes on with a paused one. What has failed so far does not pause it again.',
    args: { input: t.arg({ type: ResumeInput, description: 'Which one.' }) },
    resolve: (_root, { input }, ctx) => resumeBulk(ctx, input.bulkCommandId),
  }),
  cancelBulkCommand: t.field({
    type: BulkRef,
    description: 'Calls it off. What was sent is still answered; nobody else is asked. One that is over stays as it is.',
    args: { input: t.arg({ type: CancelInput, description: 'Which one.' }) },
    resolve: (_root, { input }, ctx) => cancelBulk(ctx, input.bulkCommandId),
  }),
}))

builder.subscriptionFields((t) => ({
  bulkCommandUpdated: t.field({
    type: BulkRef,
    description: 'A bulk command as it is, and again at each progress; ends when it is over.',
    args: { bulkCommandId: t.arg({ type: 'UUID', description: 'The bulk command.' }) },
    subscribe: (_root, { bulkCommandId }, ctx) => watchBulk(ctx, bulkCommandId),
    resolve: (bulk) => bulk,
  }),
}))
