import { hasRole, requireUser, type Caller } from '#lib/auth.ts'
import type { DeedTask } from '#lib/events.ts'
import { isIdPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { startOf, type PeriodName } from '#lib/period.ts'
import {
  findStanding,
  listStandings,
  nameOnLeaderboards,
  ranksOf,
  talliesIn,
  unnameOnLeaderboards,
  type Board,
  type Standing,
} from './standing.queries.ts'
import type { Db } from './tables.ts'
import { TASKS } from './tasks.ts'

/** A period by a moment in it; now where none is given. All tasks where none is named. */
export interface BoardInput {
  period: PeriodName
  task?: DeedTask | null | undefined
  at?: Date | null | undefined
}

/** A standing and its place from 1; equals share one. */
export type Place = Standing & { rank: number }

const MOST_DEEDS = 2_147_483_647

/** Users by their approved deeds in a period, the most first. For everybody: those who do not want to be named are not. */
export function leaderboard({ db }: Context, input: BoardInput & PageArgs): Promise<Page<Place>> {
  const board = boardOf(input)
  return keysetPage({
    args: input,
    fetch: async (page) => placed(db, board, await listStandings(db, board, page)),
    key: (row) => [row.deeds, row.id],
    isKey: ([deeds, id, ...more]) =>
      Number.isSafeInteger(deeds) && Math.abs(Number(deeds)) <= MOST_DEEDS && isIdPart(id) && more.length === 0,
  })
}

/** The caller's own place in a period; null where they did nothing. */
export async function myStanding({ db, caller }: Context, input: BoardInput): Promise<Place | null> {
  const { userId } = requireUser(caller)
  const board = boardOf(input)
  const standing = await findStanding(db, board, userId)
  const [place] = await placed(db, board, standing ? [standing] : [])
  return place ?? null
}

async function placed(db: Db, board: Board, standings: readonly Standing[]): Promise<Place[]> {
  if (standings.length === 0) return []
  const deeds = standings.map((standing) => standing.deeds)
  const ranks = await ranksOf(db, board, deeds)
  return standings.map((standing) => ({ ...standing, rank: ranks.get(standing.deeds) ?? 0 }))
}

const boardOf = ({ period, task, at }: BoardInput): Board => ({
  period,
  startsAt: startOf(period, at ?? new Date()),
  task: task ?? 'ALL',
})

/** Whom a place belongs to; null where they do not want to be named to this caller. */
export const namedUser = (caller: Caller, { user_id, named }: Standing): { id: string } | null =>
  named || (caller.kind === 'user' && caller.userId === user_id) || hasRole(caller, 'ADMIN') ? { id: user_id } : null

/** Whether the caller is to be named on leaderboards. */
export async function setLeaderboardName({ db, caller }: Context, named: boolean): Promise<boolean> {
  const { userId } = requireUser(caller)
  await (named ? nameOnLeaderboards(db, userId) : unnameOnLeaderboards(db, userId))
  return named
}

export interface Tally {
  deeds: number
  participants: number
  kgCo2: number
  kgWaste: number
}
export type TaskTally = Tally & { task: DeedTask }

/** What all have done together in a period, by the figures of `tasks.ts`. For everybody. */
export async function impactIn({ db }: Context, { period, at }: BoardInput): Promise<Tally & { tasks: TaskTally[] }> {
  const rows = new Map((await talliesIn(db, { period, startsAt: startOf(period, at ?? new Date()) })).map((row) => [row.task, row]))
  const tasks = TASKS.map(({ task, impact }) => {
    const { deeds, participants } = rows.get(task) ?? NONE
    return { task, deeds, participants, kgCo2: deeds * (impact?.kgCo2 ?? 0), kgWaste: deeds * (impact?.kgWaste ?? 0) }
  })
  const { deeds, participants } = rows.get('ALL') ?? NONE
  return { deeds, participants, kgCo2: sum(tasks, 'kgCo2'), kgWaste: sum(tasks, 'kgWaste'), tasks }
}

const NONE = { deeds: 0, participants: 0 }
const sum = (tallies: readonly Tally[], of: 'kgCo2' | 'kgWaste') => tallies.reduce((all, tally) => all + tally[of], 0)
