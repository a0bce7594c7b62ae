import { leaderboardTypes } from '#lib/leaderboard/leaderboard.schema.ts'
import { leaderboard, myStanding, type Scoring, type Span } from '#lib/leaderboard/leaderboard.ts'
import { builder } from './builder.ts'
import { UserRef } from './reference.schema.ts'
import type { BoardName } from './tables.ts'

const REWARDS: Scoring<Span & { board: BoardName }> = {
  score: 'score',
  most: Number.MAX_SAFE_INTEGER,
  counted: true,
  only: ({ board }) => ({ board }),
}

const BoardRef = builder.enumType('RewardBoard', {
  description: 'What a leaderboard counts.',
  values: {
    TOKENS: { description: 'Tokens earned, after corrections, in millionths of a token, rounded down.' },
    ENERGY: { description: 'Energy charged that was rewarded, in Wh.' },
    DISTANCE: { description: 'Distance driven that was rewarded, in metres.' },
    DEEDS: { description: 'Deeds that were rewarded.' },
  } as const,
})

const { StandingRef, span } = leaderboardTypes(
  builder,
  UserRef,
  {
    prefix: 'Reward',
    period: 'Rewards count when they were earned.',
    place: "user's place on a leaderboard of rewards",
    equal: 'has equally much',
    boards: 'leaderboards of rewards',
    allBoards: 'the leaderboards of rewards, of all boards and periods',
  },
  (t) => ({
    score: t.float({ description: 'What was counted, a whole number in the unit of the board.', resolve: ({ score }) => score }),
  }),
)

builder.queryFields((t) => {
  const board = { ...span, board: t.arg({ type: BoardRef, description: 'What is counted.' }) }
  return {
    rewardLeaderboard: t.connection(
      {
        type: StandingRef,
        description:
          'Users by what they earned, or did for it, in a period, the most first. What is held or refused does not count.',
        args: board,
        resolve: (_root, args, ctx) => leaderboard(ctx, REWARDS, args),
      },
      { description: 'A page of a leaderboard of rewards.' },
      { description: 'An entry of a leaderboard of rewards.' },
    ),
    myRewardStanding: t.field({
      type: StandingRef,
      nullable: true,
      description: 'Your own place in a period; null when you have none.',
      args: board,
      resolve: (_root, args, ctx) => myStanding(ctx, REWARDS, args),
    }),
  }
})
