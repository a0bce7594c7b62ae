import { hasRole, requireRole } from '#lib/access.ts'
import { badInput, notFound } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { findStation } from '../projection.queries.ts'
import { useByDay, useByHour, type DayRow, type HourRow, type UseOf } from './use.queries.ts'

/** How stations were used; each part is read when it is asked for. */
export interface StationUse {
  hours: () => Promise<HourRow[]>
  days: () => Promise<DayRow[]>
}

/** How the caller's stations were used, one or all of them; any for an admin. */
export async function stationUse(
  { caller, db }: Context,
  { stationId, from, until }: { stationId?: string | null | undefined; from: Date; until: Date },
): Promise<StationUse> {
  const user = requireRole(caller, 'OPERATOR', 'ADMIN')
  const isAdmin = hasRole(user, 'ADMIN')
  const most = CHARGING_LIMITS.useDays
  if (until <= from) throw badInput(['input', 'until'], 'Must be after from.')
  if (until.getTime() - from.getTime() > most * 24 * 3_600_000)
    throw badInput(['input', 'until'], `At most ${most} days after from.`)
  if (stationId != null && !isAdmin && (await findStation(db, stationId))?.operator_id !== user.userId)
    throw notFound('station', ['input', 'stationId'])
  const use: UseOf = { operatorId: isAdmin ? null : user.userId, stationId: stationId ?? null, from, until }
  return { hours: () => useByHour(db, use), days: () => useByDay(db, use) }
}
