import { leaderboard, myStanding } from '#lib/leaderboard/leaderboard.ts'
import { leaderboardTypes } from '#lib/leaderboard/leaderboard.schema.ts'
import { builder } from './builder.ts'
import { TaskRef } from './deed-task.schema.ts'
import { UserRef } from './reference.schema.ts'
import { DEEDS } from './scoring.ts'
import { impactIn, type Tally, type TaskTally } from './standing.service.ts'

const { StandingRef, span } = leaderboardTypes(
  builder,
  UserRef,
  {
    prefix: 'Deed',
    period: 'Deeds count when their photo was taken.',
    place: "user's place on a leaderboard of deeds",
    equal: 'did equally many',
    boards: 'leaderboards of deeds',
    allBoards: 'the leaderboards of deeds, of all tasks and periods',
  },
  (t) => ({ deeds: t.exposeInt('score', { description: 'Approved deeds.' }) }),
)

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

builder.queryFields((t) => {
  const board = { ...span, task: t.arg({ type: TaskRef, required: false, description: 'Only this task; all when left out.' }) }
  return {
    deedLeaderboard: t.connection(
      {
        type: StandingRef,
        description: 'Users by their approved deeds in a period, the most first.',
        args: board,
        resolve: (_root, args, ctx) => leaderboard(ctx, DEEDS, args),
      },
      { description: 'A page of a leaderboard of deeds.' },
      { description: 'An entry of a leaderboard of deeds.' },
    ),
    myDeedStanding: t.field({
      type: StandingRef,
      nullable: true,
      description: 'Your own place in a period; null when you did nothing.',
      args: board,
      resolve: (_root, args, ctx) => myStanding(ctx, DEEDS, args),
    }),
    deedTotals: t.field({
      type: ImpactRef,
      description: 'What all have done together in a period.',
      args: span,
      resolve: (_root, args, ctx) => impactIn(ctx, args),
    }),
  }
})
