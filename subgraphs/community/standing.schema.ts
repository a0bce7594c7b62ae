import { z } from 'zod'
import { builder } from './builder.ts'
import { TaskRef } from './deed-task.schema.ts'
import { UserRef } from './references.schema.ts'
import {
  impactIn,
  leaderboard,
  myStanding,
  namedUser,
  setLeaderboardName,
  type Place,
  type Tally,
  type TaskTally,
} from './standing.service.ts'
import type { PeriodName } from '#lib/period.ts'

const PeriodRef = builder.enumType('DeedPeriod', {
  description: 'A span of time, in UTC. Deeds count when their photo was taken.',
  values: {
    DAY: { description: 'A day.' },
    WEEK: { description: 'A week from Monday (ISO 8601).' },
    MONTH: { description: 'A month.' },
    YEAR: { description: 'A year.' },
    ALL: { description: 'All time.' },
  } as const satisfies Record<PeriodName, object>,
})

const StandingRef = builder.objectRef<Place>('DeedStanding').implement({
  description: "A user's place on a leaderboard of deeds.",
  fields: (t) => ({
    rank: t.exposeInt('rank', {
      description: 'The place from 1. Who did equally many has the same, and the next ones are left out.',
    }),
    deeds: t.exposeInt('deeds', { description: 'Approved deeds.' }),
    user: t.field({
      type: UserRef,
      nullable: true,
      description: 'Who it is; null for those who have not asked to be named, save for themselves and admins.',
      resolve: (standing, _args, { caller }) => namedUser(caller, standing),
    }),
  }),
})

const TaskTallyRef = builder.objectRef<TaskTally>('DeedTaskTotal').implement({
  description: 'What all have done together of one task.',
  fields: (t) => ({
    task: t.expose('task', { type: TaskRef, description: 'The task.' }),
    deeds: t.exposeInt('deeds', { description: 'Approved deeds.' }),
    participants: t.exposeInt('participants', { description: 'Users with an approved deed of it.' }),
    kgCo2: t.exposeFloat('kgCo2', {
      description: 'Kilograms of carbon dioxide by the figure of `deedTasks`; 0 where there is none.',
    }),
    kgWaste: t.exposeFloat('kgWaste', { description: 'Kilograms of waste by the figure of `deedTasks`; 0 where there is none.' }),
  }),
})

const ImpactRef = builder.objectRef<Tally & { tasks: TaskTally[] }>('DeedTotals').implement({
  description:
    'What all have done together. Its kilograms are estimates: deeds times the figures of `deedTasks`, for tasks that have one.',
  fields: (t) => ({
    deeds: t.exposeInt('deeds', { description: 'Approved deeds.' }),
    participants: t.exposeInt('participants', { description: 'Users with an approved deed.' }),
    kgCo2: t.exposeFloat('kgCo2', { description: 'Kilograms of carbon dioxide, of the tasks with a figure.' }),
    kgWaste: t.exposeFloat('kgWaste', { description: 'Kilograms of waste, of the tasks with a figure.' }),
    tasks: t.expose('tasks', { type: [TaskTallyRef], description: 'The same by task.' }),
  }),
})

const moment = z
  .date()
  .min(new Date('2000-01-01T00:00:00Z'), 'Not before the year 2000.')
  .max(new Date('2100-01-01T00:00:00Z'), 'Not after the year 2100.')

builder.queryFields((t) => {
  const span = {
    period: t.arg({ type: PeriodRef, description: 'What span of time.' }),
    at: t.arg({
      type: 'DateTime',
      required: false,
      description: 'A moment in it; now when left out.',
      validate: moment.nullish(),
    }),
  }
  const board = { ...span, task: t.arg({ type: TaskRef, required: false, description: 'Only this task; all when left out.' }) }
  return {
    deedLeaderboard: t.connection(
      {
        type: StandingRef,
        description: 'Users by their approved deeds in a period, the most first.',
        args: board,
        resolve: (_root, args, ctx) => leaderboard(ctx, args),
      },
      { description: 'A page of a leaderboard of deeds.' },
      { description: 'An entry of a leaderboard of deeds.' },
    ),
    myDeedStanding: t.field({
      type: StandingRef,
      nullable: true,
      description: 'Your own place in a period; null when you did nothing.',
      args: board,
      resolve: (_root, args, ctx) => myStanding(ctx, args),
    }),
    deedTotals: t.field({
      type: ImpactRef,
      description: 'What all have done together in a period.',
      args: span,
      resolve: (_root, args, ctx) => impactIn(ctx, args),
    }),
  }
})

const NameInput = builder.inputType('SetDeedLeaderboardNameInput', {
  description: 'Whether others see your name on leaderboards of deeds. Before you say so, they do not.',
  fields: (t) => ({ named: t.boolean({ description: 'True to be named.' }) }),
})

const NamePayload = builder.objectRef<{ named: boolean }>('SetDeedLeaderboardNamePayload').implement({
  description: 'What holds from now on.',
  fields: (t) => ({ named: t.exposeBoolean('named', { description: 'Whether you are named.' }) }),
})

builder.mutationField('setDeedLeaderboardName', (t) =>
  t.field({
    type: NamePayload,
    description: 'Says whether others see your name on the leaderboards of deeds, of all tasks and periods.',
    args: { input: t.arg({ type: NameInput, description: 'Whether to be named.' }) },
    resolve: async (_root, { input }, ctx) => ({ named: await setLeaderboardName(ctx, input.named) }),
  }),
)
