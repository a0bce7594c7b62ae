import { hasRole, isSelf, operates, requireRole, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { isIdPart, isMomentPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import type { Correction, Session } from '../tables.ts'
import { hasRun, listCorrections, type CorrectionFilter } from './correction.queries.ts'

/** Corrections, the newest first: of sessions at stations that were an operator's own when they began, of all for admins. */
export async function billCorrections(ctx: Context, filter: CorrectionFilter, args: PageArgs): Promise<Page<Correction>> {
  const user = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  const isAdmin = hasRole(user, 'ADMIN')
  // Of a station that was handed over, those of its sessions that were theirs stay theirs.
  if (!isAdmin && filter.stationId != null && !(await hasRun(ctx.db, filter.stationId, user.userId)))
    throw notFound('station', ['filter', 'stationId'])
  return keysetPage({
    args,
    fetch: (page) => listCorrections(ctx.db, { ...filter, ...(!isAdmin && { operatorId: user.userId }) }, page),
    key: ({ proposed_at, id }) => [proposed_at.toISOString(), id],
    parts: [isMomentPart, isIdPart],
  })
}

/**
 * Corrections of a session that the caller sees: all for those who ran the station when it began, what came of them for its driver, and for the partner
 * whose customer they are.
 */
export async function correctionsOfSession({ caller, loaders }: Context, session: Session): Promise<Correction[]> {
  const user = requireUser(caller)
  const all = await loaders.correctionsOfSession.load(session.id)
  const operatorId = session.operator_id ?? (await loaders.operatorOfStation.load(session.station_id))?.operator_id ?? null
  const runs = operates(user, operatorId) && !isSelf(user, session.user_id)
  return runs ? all : all.filter(({ state }) => state === 'APPROVED')
}
