import { requireUser, type Caller } from '#lib/auth.ts'
import { isIdPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from './context.ts'
import { startOf } from './period.ts'
import {
  findStanding,
  listStandings,
  nameOnLeaderboards,
  totalsOfAll,
  unnameOnLeaderboards,
  type Standing,
} from './standing.queries.ts'
import type { PeriodName } from './tables.ts'
import { mayRead } from './upload.service.ts'

/** A period by a moment in it; now where none is given. */
export interface BoardInput {
  period: PeriodName
  at?: Date | null | undefined
}

/** Drivers by what they drove in a period, the furthest first. For everybody: those who do not want to be named are not. */
export function leaderboard({ db }: Context, input: BoardInput & PageArgs): Promise<Page<Standing>> {
  return keysetPage({
    args: input,
    fetch: (page) => listStandings(db, boardOf(input), page),
    key: (row) => [row.distance_m, row.id],
    isKey: (key) => key.length === 2 && Number.isSafeInteger(key[0]) && isIdPart(key[1]),
  })
}

/** The caller's own place in a period; null where they did not drive. */
export async function myStanding({ db, caller }: Context, input: BoardInput): Promise<Standing | null> {
  return (await findStanding(db, boardOf(input), requireUser(caller).userId)) ?? null
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

/** What all have driven together. For everybody. */
export const totals = ({ db }: Context) => totalsOfAll(db)
export type Totals = Awaited<ReturnType<typeof totals>>
