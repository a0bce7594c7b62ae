import { hasRole, isSelfOr, requireOperator, requireUser } from '#lib/access.ts'
import type { CsvColumns } from '#lib/csv/csv.ts'
import { csvTable, type CsvTable } from '#lib/csv/table.ts'
import { inMajorUnits } from '#lib/currency.ts'
import { notFound } from '#lib/errors.ts'
import { isIdPart, isMomentPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { findStation } from '../projection.queries.ts'
import { countSessions, listSessions, type ListedSession, type SessionCount, type SessionFilter } from './session-list.queries.ts'
import { customerOf } from '../session.service.ts'
import type { Session } from '../tables.ts'

/** A page of sessions, and how many there are in all if somebody asks. */
export interface SessionPage extends Page<ListedSession> {
  total: () => Promise<number>
}

/** A user's sessions, the newest first: for themselves and admins. */
export function sessionsOf(ctx: Context, userId: string, filter: SessionFilter, args: PageArgs): Promise<SessionPage> {
  requireSelf(ctx, userId)
  return pageOf(ctx, { ...filter, userId }, args)
}

/** A user's live session, the newest of several: for themselves and admins. */
export function liveSessionOf(ctx: Context, userId: string): Promise<Session | null> {
  requireSelf(ctx, userId)
  return ctx.loaders.liveSessionOfUser.load(userId)
}

/** Sessions for those who run stations, the newest first: of an operator's own stations, of all for admins. */
export async function stationSessions(ctx: Context, filter: WantedSessions, args: PageArgs): Promise<SessionPage> {
  return pageOf(ctx, await within(ctx, filter), args)
}

/** The same sessions as CSV, in parts of some thousands. */
export async function sessionTable(ctx: Context, filter: WantedSessions, after: string | null): Promise<CsvTable> {
  const seen = await within(ctx, filter)
  return csvTable(COLUMNS, after, (args) => pageOf(ctx, seen, args))
}

/** A user's sessions as CSV, in parts of some thousands: for themselves and admins. */
export async function sessionTableOf(ctx: Context, userId: string, filter: SessionFilter, after: string | null): Promise<CsvTable> {
  requireSelf(ctx, userId)
  return csvTable(COLUMNS, after, (args) => pageOf(ctx, { ...filter, userId }, args))
}

const COLUMNS: CsvColumns<ListedSession> = {
  session: ({ id }) => id,
  station: ({ station_id: station }) => station,
  name: ({ station_name: name }) => name,
  evse: ({ evse_number: evse }) => evse,
  connector: ({ connector_number: connector }) => connector,
  status: ({ status }) => status,
  requested: ({ opened_at: at }) => at,
  started: ({ started_at: at }) => at,
  ended: ({ ended_at: at }) => at,
  energy_kwh: ({ energy_wh: wh }) => wh / 1_000,
  cost: ({ cost_minor: minor, currency }) => (minor === null || currency === null ? null : inMajorUnits(minor, currency)),
  currency: ({ currency }) => currency,
  held: ({ held }) => held,
}

/** How many sessions there are of each kind: of an operator's own stations, of all for admins. */
export async function sessionCounts(ctx: Context, filter: WantedSessions): Promise<SessionCount[]> {
  return countSessions(ctx.db, await within(ctx, filter))
}

/** Which sessions somebody who runs stations asks for. */
export interface WantedSessions extends SessionFilter {
  /** Of this customer of the caller's, wherever they charged. */
  customerId?: string | null | undefined
}

/** The filter, narrowed to what the caller may see. A station or customer of somebody else is answered like one that does not exist. */
async function within(ctx: Context, { customerId, ...filter }: WantedSessions): Promise<SessionFilter> {
  const { caller, db } = ctx
  const user = requireOperator(caller, 'sessions:read')
  if (customerId != null) {
    if (!(await customerOf(ctx, { user_id: customerId }, 'sessions:read'))) throw notFound('customer', ['filter', 'customerId'])
    return { ...filter, userId: customerId }
  }
  if (hasRole(user, 'ADMIN')) return filter
  if (filter.stationId != null && (await findStation(db, filter.stationId))?.operator_id !== user.userId)
    throw notFound('station', ['filter', 'stationId'])
  return { ...filter, operatorId: user.userId }
}

async function pageOf({ db }: Context, filter: SessionFilter, args: PageArgs): Promise<SessionPage> {
  const page = await keysetPage({
    args,
    fetch: (request) => listSessions(db, filter, request),
    key: (session) => [session.opened_at.toISOString(), session.id],
    parts: [isMomentPart, isIdPart],
  })
  return { ...page, total: async () => (await countSessions(db, filter)).reduce((sum, { count }) => sum + count, 0) }
}

function requireSelf({ caller }: Context, userId: string): void {
  if (!isSelfOr(requireUser(caller), userId, 'ADMIN')) throw notFound('user')
}
