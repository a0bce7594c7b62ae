import { leaderboard, myStanding, type Scoring } from '#lib/leaderboard/leaderboard.ts'
import { leaderboardTypes } from '#lib/leaderboard/leaderboard.schema.ts'
import { builder } from '../builder.ts'
import { UserRef } from '../reference.schema.ts'
import { ScoreRef } from './score.schema.ts'
import { statsOf, type DriverStats } from './standing.service.ts'
import type { Totals } from './totals.ts'

/** Places are by metres. */
const METRES: Scoring = { score: 'distance_m', most: Number.MAX_SAFE_INTEGER }

const { StandingRef, span } = leaderboardTypes(
  builder,
  UserRef,
  {
    prefix: 'Odometer',
    period: 'Kilometres count when the photo was taken.',
    place: "driver's place on a leaderboard",
    equal: 'drove equally far',
    boards: 'leaderboards',
    allBoards: 'the leaderboards of kilometres, of all periods',
  },
  (t) => ({
    score: t.field({ type: ScoreRef, description: 'What they drove.', resolve: ({ score }) => ({ distanceM: score }) }),
  }),
)

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

builder.queryFields((t) => ({
  odometerLeaderboard: t.connection(
    {
      type: StandingRef,
      description: 'Drivers by what they drove in a period, the furthest first.',
      args: span,
      resolve: (_root, args, ctx) => leaderboard(ctx, METRES, args),
    },
    { name: 'OdometerStandingConnection', description: 'A page of a leaderboard.' },
    { name: 'OdometerStandingEdge', description: 'An entry of a leaderboard.' },
  ),
  myOdometerStanding: t.field({
    type: StandingRef,
    nullable: true,
    description: 'Your own place in a period; null when you did not drive.',
    args: span,
    resolve: (_root, args, ctx) => myStanding(ctx, METRES, args),
  }),
  odometerTotals: t.field({
    type: TotalsRef,
    description: 'What all drivers have driven together.',
    resolve: (_root, _args, { totals }) => totals(),
  }),
}))

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
