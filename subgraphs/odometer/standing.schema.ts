import { z } from 'zod'
import { builder } from './builder.ts'
import { UserRef } from './reference.schema.ts'
import { ScoreRef } from './score.schema.ts'
import {
  leaderboard,
  myStanding,
  namedUser,
  setOdometerLeaderboardName,
  statsOf,
  type DriverStats,
  type Ranked,
} from './standing.service.ts'
import type { Totals } from './totals.service.ts'

const PeriodRef = builder.enumType('OdometerPeriod', {
  description: 'A span of time, in UTC. Kilometres count when the photo was taken.',
  values: {
    DAY: { description: 'A day.' },
    WEEK: { description: 'A week from Monday (ISO 8601).' },
    MONTH: { description: 'A month.' },
    YEAR: { description: 'A year.' },
    ALL: { description: 'All time.' },
  } as const,
})

const StandingRef = builder.objectRef<Ranked>('OdometerStanding').implement({
  description: "A driver's place on a leaderboard.",
  fields: (t) => ({
    rank: t.exposeInt('rank', {
      description: 'The place from 1. Who drove equally far has the same, and the next ones are left out.',
    }),
    score: t.field({
      type: ScoreRef,
      description: 'What they drove.',
      resolve: ({ distance_m }) => ({ distanceM: distance_m }),
    }),
    user: t.field({
      type: UserRef,
      nullable: true,
      description: 'Who it is; null for those who have not asked to be named, save for themselves and admins.',
      resolve: (standing, _args, { caller }) => namedUser(caller, standing),
    }),
  }),
})

const TotalsRef = builder.objectRef<Totals>('OdometerTotals').implement({
  description: 'What all drivers have driven together.',
  fields: (t) => ({
    drivers: t.exposeInt('drivers', { description: 'Drivers with an approved reading.' }),
    vehicles: t.exposeInt('vehicles', { description: 'Vehicles with an approved reading.' }),
    readings: t.exposeInt('readings', { description: 'Approved readings.' }),
    score: t.field({
      type: ScoreRef,
      description: 'Their kilometres and the CO₂ saved.',
      resolve: ({ distance_m }) => ({ distanceM: distance_m }),
    }),
  }),
})

const moment = z
  .date()
  .min(new Date('2000-01-01T00:00:00Z'), 'Not before the year 2000.')
  .max(new Date('2100-01-01T00:00:00Z'), 'Not after the year 2100.')

builder.queryFields((t) => {
  const board = {
    period: t.arg({ type: PeriodRef, description: 'What span of time.' }),
    at: t.arg({
      type: 'DateTime',
      required: false,
      description: 'A moment in it; now when left out.',
      validate: moment.nullish(),
    }),
  }
  return {
    odometerLeaderboard: t.connection(
      {
        type: StandingRef,
        description: 'Drivers by what they drove in a period, the furthest first.',
        args: board,
        resolve: (_root, args, ctx) => leaderboard(ctx, args),
      },
      { name: 'OdometerStandingConnection', description: 'A page of a leaderboard.' },
      { name: 'OdometerStandingEdge', description: 'An entry of a leaderboard.' },
    ),
    myOdometerStanding: t.field({
      type: StandingRef,
      nullable: true,
      description: 'Your own place in a period; null when you did not drive.',
      args: board,
      resolve: (_root, args, ctx) => myStanding(ctx, args),
    }),
    odometerTotals: t.field({
      type: TotalsRef,
      description: 'What all drivers have driven together.',
      resolve: (_root, _args, { totals }) => totals(),
    }),
  }
})

const StatsRef = builder.objectRef<DriverStats>('OdometerStats').implement({
  description: 'What a driver has driven.',
  fields: (t) => ({
    readings: t.exposeInt('readings', { description: 'Approved readings.' }),
    score: t.field({ type: ScoreRef, description: 'Kilometres and CO₂ saved.', resolve: ({ distanceM }) => ({ distanceM }) }),
    namedOnLeaderboards: t.exposeBoolean('named', { description: 'Whether they have asked to be named on leaderboards.' }),
  }),
})

builder.objectField(UserRef, 'odometerStats', (t) =>
  t.field({
    type: StatsRef,
    nullable: true,
    description: 'What they have driven by approved readings; null for others than the user and admins.',
    resolve: ({ id }, _args, ctx) => statsOf(ctx, id),
  }),
)

const NameInput = builder.inputType('SetOdometerLeaderboardNameInput', {
  description: 'Whether others see your name on leaderboards. Before you say so, they do not.',
  fields: (t) => ({ named: t.boolean({ description: 'True to be named.' }) }),
})

const NamePayload = builder.objectRef<{ named: boolean }>('SetOdometerLeaderboardNamePayload').implement({
  description: 'What holds from now on.',
  fields: (t) => ({ named: t.exposeBoolean('named', { description: 'Whether you are named.' }) }),
})

builder.mutationField('setOdometerLeaderboardName', (t) =>
  t.field({
    type: NamePayload,
    description: 'Says whether others see your name on the leaderboards of kilometres, of all periods.',
    args: { input: t.arg({ type: NameInput, description: 'Whether to be named.' }) },
    resolve: async (_root, { input }, ctx) => ({ named: await setOdometerLeaderboardName(ctx, input) }),
  }),
)
