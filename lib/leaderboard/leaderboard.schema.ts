import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { OutputRef } from '@pothos/core'
import type { Builder, Fields } from '#lib/graph.ts'
import type { PeriodName } from '#lib/period.ts'
import { isNamed, namedUser, setLeaderboardName, type LeaderboardContext, type Place } from './leaderboard.ts'

/** How a box speaks of its leaderboards in the graph. */
interface Words {
  /** What its types begin with: `Deed` makes `DeedPeriod`, `DeedStanding`, `setDeedLeaderboardName`. */
  prefix: string
  /** "… count when the photo was taken." */
  period: string
  /** "A user's place on …" */
  place: string
  /** "Who … has the same" */
  equal: string
  /** "Whether others see your name on …" */
  boards: string
  /** "Says whether others see your name on …" */
  allBoards: string
}

const PERIOD_VALUES = {
  DAY: { description: 'A day.' },
  WEEK: { description: 'A week from Monday (ISO 8601).' },
  MONTH: { description: 'A month.' },
  YEAR: { description: 'A year.' },
  ALL: { description: 'All time.' },
} as const satisfies Record<PeriodName, object>

const moment = z
  .date()
  .min(new Date('2000-01-01T00:00:00Z'), 'Not before the year 2000.')
  .max(new Date('2100-01-01T00:00:00Z'), 'Not after the year 2100.')

/** Follows from a place's id, which is made for it alone, and tells nothing of its user. */
const pseudonymOf = (id: string): string => `Driver ${createHash('sha256').update(id).digest('hex').slice(0, 8).toUpperCase()}`

/**
 * The types of a box's leaderboards, and the mutation by which users say whether they are named there. `counted` shows the score of a
 * place. Gives back the type of a place, and the arguments that name a period.
 */
export function leaderboardTypes<Context extends LeaderboardContext>(
  builder: Builder<Context>,
  user: OutputRef<{ id: string }>,
  words: Words,
  counted: Fields<Context, Place>,
) {
  const { prefix, period, place, equal, boards, allBoards } = words
  const PeriodRef = builder.enumType(`${prefix}Period`, {
    description: `A span of time, in UTC. ${period}`,
    values: PERIOD_VALUES,
  })
  const StandingRef = builder.objectRef<Place>(`${prefix}Standing`).implement({
    description: `A ${place}.`,
    fields: (t) => ({
      rank: t.exposeInt('rank', { description: `The place from 1. Who ${equal} has the same, and the next ones are left out.` }),
      ...counted(t),
      pseudonym: t.string({
        description: 'A name for who is not named: the same on all pages of this leaderboard, and another one on every other.',
        resolve: ({ id }) => pseudonymOf(id),
      }),
      user: t.field({
        type: user,
        nullable: true,
        description: 'Who it is; null for those who have not asked to be named, save for themselves and admins.',
        resolve: (standing, _args, { caller }) => namedUser(caller, standing),
      }),
    }),
  })
  const NameInput = builder.inputType(`Set${prefix}LeaderboardNameInput`, {
    description: `Whether others see your name on ${boards}. Before you say so, they do not.`,
    fields: (t) => ({ named: t.boolean({ description: 'True to be named.' }) }),
  })
  const NamePayload = builder.objectRef<{ named: boolean }>(`Set${prefix}LeaderboardNamePayload`).implement({
    description: 'What holds from now on.',
    fields: (t) => ({ named: t.exposeBoolean('named', { description: 'Whether you are named.' }) }),
  })
  builder.mutationField(`set${prefix}LeaderboardName`, (t) =>
    t.field({
      type: NamePayload,
      description: `Says whether others see your name on ${allBoards}.`,
      args: { input: t.arg({ type: NameInput, description: 'Whether to be named.' }) },
      resolve: async (_root, { input }, ctx) => ({ named: await setLeaderboardName(ctx, input.named) }),
    }),
  )
  builder.queryField(`my${prefix}LeaderboardName`, (t) =>
    t.boolean({
      description: `Whether others see your name on ${allBoards}.`,
      resolve: (_root, _args, ctx) => isNamed(ctx),
    }),
  )
  const span = builder.args((t) => ({
    period: t.field({ type: PeriodRef, description: 'What span of time.' }),
    at: t.field({
      type: 'DateTime',
      required: false,
      description: 'A moment in it; now when left out.',
      validate: moment.nullish(),
    }),
  }))
  return { StandingRef, span }
}
