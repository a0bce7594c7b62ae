import { requireUser, type Caller } from '#lib/auth.ts'
import { isIdPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { startOf, type PeriodName } from '#lib/period.ts'
import {
  findStanding,
  listStandings,
  nameOnLeaderboards,
  unnameOnLeaderboards,
  countAhead,
  type Board,
  type Standing,
} from './standing.queries.ts'
import type { Db } from './tables.ts'
import { mayRead } from './upload.service.ts'

/** A period by a moment in it; now where none is given. */
export interface BoardInput {
  period: PeriodName
  at?: Date | null | undefined
}

/** A driver's place. Equal distances have equal ranks, and the next ranks are left out. */
export type Ranked = Standing & { rank: number }

/** Drivers by what they drove in a period, the furthest first. For everybody: those who do not want to be named are not. */
export async function leaderboard({ db }: Context, input: BoardInput & PageArgs): Promise<Page<Ranked>> {
  const board = boardOf(input)
  const page = await keysetPage({
    args: input,
    fetch: (request) => listStandings(db, board, request),
    key: (row) => [row.distance_m, row.id],
    isKey: (key) => key.length === 2 && Number.isSafeInteger(key[0]) && isIdPart(key[1]),
  })
  const nodes = await rank(
    db,
    board,
    page.edges.map(({ node }) => node),
  )
  return { ...page, edges: nodes.map((node, i) => ({ node, cursor: page.edges[i]?.cursor ?? '' })) }
}

/** The caller's own place in a period; null where they did not drive. */
export async function myStanding({ db, caller }: Context, input: BoardInput): Promise<Ranked | null> {
  const { userId } = requireUser(caller)
  const own = await findStanding(db, boardOf(input), userId)
  const [ranked = null] = own ? await rank(db, boardOf(input), [own]) : []
  return ranked
}

/** The ranks of standings that follow one another: those ahead of the first one are counted once. */
async function rank(db: Db, board: Board, standings: readonly Standing[]): Promise<Ranked[]> {
  const [first] = standings
  if (!first) return []
  const { further, before } = await countAhead(db, board, first)
  let last = { distance_m: first.distance_m, rank: further + 1 }
  return standings.map((standing, i) => {
    if (standing.distance_m !== last.distance_m) last = { distance_m: standing.distance_m, rank: before + i + 1 }
    return { ...standing, rank: last.rank }
  })
}

const boardOf = ({ period, at }: BoardInput) => ({ period, startsAt: startOf(period, at ?? new Date()) })

/** Whom a place belongs to; null where they do not want to be named to this caller. */
export const namedUser = (caller: Caller, { user_id, named }: Standing): { id: string } | null =>
  named || mayRead(caller, user_id) ? { id: user_id } : null

/** Whether the caller is to be named on leaderboards. */
export async function setOdometerLeaderboardName({ db, caller }: Context, { named }: { named: boolean }): Promise<boolean> {
  const { userId } = requireUser(caller)
  await (named ? nameOnLeaderboards(db, userId) : unnameOnLeaderboards(db, userId))
  return named
}

export interface DriverStats {
  readings: number
  distanceM: number
  named: boolean
}

/** What a user has driven; null for those who may not see it. */
export async function statsOf({ caller, loaders }: Context, userId: string): Promise<DriverStats | null> {
  if (!mayRead(caller, userId)) return null
  const [totals, name] = await Promise.all([loaders.totalsOfUser.load(userId), loaders.nameOnLeaderboards.load(userId)])
  return { readings: totals?.readings ?? 0, distanceM: totals?.distance_m ?? 0, named: name !== null }
}
