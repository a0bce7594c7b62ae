import { isSelfOr, requireUser } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'
import { isIdPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { startOf, type PeriodName } from '#lib/period.ts'
import {
  countAhead,
  countScores,
  findStanding,
  listStandings,
  nameOnLeaderboards,
  namesOnLeaderboards,
  unnameOnLeaderboards,
  type Board,
  type Db,
  type Standing,
} from './standing.queries.ts'

/** What a box counts. */
export interface Scoring<Args = object> {
  /** The column of `standing` by which places are given. */
  score: string
  /** The most that this column can hold. A cursor with more was not made by us. */
  most: number
  /** The box keeps counts of its scores (`standing_step`, `standing_score`), so that a place among a million is found at once. */
  counted?: true
  /** Which leaderboard the arguments mean, if a period has several: columns of `standing` and their values. */
  only?: (args: Args) => Record<string, string>
}

/** A period, named by a moment in it; now by default. */
export interface Span {
  period: PeriodName
  at?: Date | null | undefined
}

/** A user's place, from 1. Equal scores have the same rank, and the ranks after them are left out. */
export type Place = Standing & { rank: number }

/** What leaderboards need of a box's context. */
export interface LeaderboardContext {
  db: Db
  caller: Caller
}

/** Users by what they did in a period, the most first. It is for everybody: users who do not want to be named are not named. */
export function leaderboard<Args extends Span>(
  { db }: LeaderboardContext,
  scoring: Scoring<Args>,
  args: Args & PageArgs,
): Promise<Page<Place>> {
  const board = boardOf(scoring, args)
  return keysetPage({
    args,
    fetch: async (request) => {
      const standings = await listStandings(db, board, request)
      return request.forward ? placed(db, board, standings) : (await placed(db, board, standings.toReversed())).toReversed()
    },
    key: (row) => [row.score, row.id],
    parts: [(score) => Number.isSafeInteger(score) && Math.abs(Number(score)) <= scoring.most, isIdPart],
  })
}

/** The caller's own place in a period; null where they did nothing. */
export async function myStanding<Args extends Span>(
  { db, caller }: LeaderboardContext,
  scoring: Scoring<Args>,
  args: Args,
): Promise<Place | null> {
  const { userId } = requireUser(caller)
  const board = boardOf(scoring, args)
  const own = await findStanding(db, board, userId)
  const [place = null] = await placed(db, board, own ? [own] : [])
  return place
}

/** The ranks of standings that follow one another. Only those ahead of the first one are counted in the database. */
async function placed(db: Db, board: Board, standings: readonly Standing[]): Promise<Place[]> {
  const [first] = standings
  if (!first) return []
  const { more, before } = board.counted ? await countedAhead(db, board, standings) : await countAhead(db, board, first)
  let last = { score: first.score, rank: more + 1 }
  return standings.map((standing, i) => {
    if (standing.score !== last.score) last = { score: standing.score, rank: before + i + 1 }
    return { ...standing, rank: last.rank }
  })
}

/** The same as `countAhead`, by the counts. All equals of the first one that are not on this page stand before it. */
async function countedAhead(db: Db, board: Board, standings: readonly Standing[]): Promise<{ more: number; before: number }> {
  const score = standings[0]?.score ?? 0
  const { more, equal } = await countScores(db, board, score)
  return { more, before: more + equal - standings.filter((standing) => standing.score === score).length }
}

const boardOf = <Args extends Span>({ score, counted, only }: Scoring<Args>, args: Args): Board => ({
  score,
  ...(counted && { counted }),
  period: args.period,
  startsAt: beginningOf(args),
  ...(only && { only: only(args) }),
})

export const beginningOf = ({ period, at }: Span): Date => startOf(period, at ?? new Date())

/** Whom a place belongs to; null if they do not want to be named to this caller. */
export const namedUser = (caller: Caller, { user_id, named }: Standing): { id: string } | null =>
  named || isSelfOr(caller, user_id, 'ADMIN') ? { id: user_id } : null

/** Whether the caller is named on leaderboards. */
export async function isNamed({ db, caller }: LeaderboardContext): Promise<boolean> {
  const { userId } = requireUser(caller)
  return (await namesOnLeaderboards(db, [userId])).length > 0
}

/** Sets whether the caller is named on leaderboards. */
export async function setLeaderboardName({ db, caller }: LeaderboardContext, named: boolean): Promise<boolean> {
  const { userId } = requireUser(caller)
  await (named ? nameOnLeaderboards(db, userId) : unnameOnLeaderboards(db, userId))
  return named
}
