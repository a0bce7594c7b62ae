import { isSelfOr, requireUser } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'
import { isIdPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { startOf, type PeriodName } from '#lib/period.ts'
import {
  countAhead,
  findStanding,
  listStandings,
  nameOnLeaderboards,
  unnameOnLeaderboards,
  type Board,
  type Db,
  type Standing,
} from './standing.queries.ts'

/** What a box counts. */
export interface Scoring<Args = object> {
  /** The column of `standing` that places go by. */
  score: string
  /** The most that this column can hold: a cursor beyond it is none of ours. */
  most: number
  /** Which leaderboard the arguments mean, where there are several of a period: columns of `standing` and their values. */
  only?: (args: Args) => Record<string, string>
}

/** A period by a moment in it; now where none is given. */
export interface Span {
  period: PeriodName
  at?: Date | null | undefined
}

/** A user's place, from 1. Equals have the same rank, and the next ranks are left out. */
export type Place = Standing & { rank: number }

/** What of a box's context its leaderboards need. */
export interface LeaderboardContext {
  db: Db
  caller: Caller
}

/** Users by what they did in a period, the most first. For everybody: those who do not want to be named are not. */
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

/** The ranks of standings that follow one another: those ahead of the first one are counted once. */
async function placed(db: Db, board: Board, standings: readonly Standing[]): Promise<Place[]> {
  const [first] = standings
  if (!first) return []
  const { more, before } = await countAhead(db, board, first)
  let last = { score: first.score, rank: more + 1 }
  return standings.map((standing, i) => {
    if (standing.score !== last.score) last = { score: standing.score, rank: before + i + 1 }
    return { ...standing, rank: last.rank }
  })
}

const boardOf = <Args extends Span>({ score, only }: Scoring<Args>, args: Args): Board => ({
  score,
  period: args.period,
  startsAt: beginningOf(args),
  ...(only && { only: only(args) }),
})

export const beginningOf = ({ period, at }: Span): Date => startOf(period, at ?? new Date())

/** Whom a place belongs to; null where they do not want to be named to this caller. */
export const namedUser = (caller: Caller, { user_id, named }: Standing): { id: string } | null =>
  named || isSelfOr(caller, user_id, 'ADMIN') ? { id: user_id } : null

/** Whether the caller is to be named on leaderboards. */
export async function setLeaderboardName({ db, caller }: LeaderboardContext, named: boolean): Promise<boolean> {
  const { userId } = requireUser(caller)
  await (named ? nameOnLeaderboards(db, userId) : unnameOnLeaderboards(db, userId))
  return named
}
