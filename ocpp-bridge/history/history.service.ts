import { requireOperator } from '#lib/access.ts'
import { idPage, isMomentPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { bootsOf, type BootRow } from './boot.queries.ts'
import { errorsOf, type ErrorRow } from './error.queries.ts'
import { intervalsOf, type IntervalRow } from './interval.queries.ts'

/** When a charger that the caller was shown was connected, the newest first. */
export function connectionsOf({ db, caller }: Context, stationId: string, args: PageArgs): Promise<Page<IntervalRow>> {
  requireOperator(caller, 'chargers:read')
  return keysetPage({
    args,
    fetch: (page) => intervalsOf(db, stationId, page),
    key: ({ began_at: beganAt }) => [beganAt.toISOString()],
    parts: [isMomentPart],
  })
}

/** When a charger that the caller was shown booted, the newest first. */
export function bootHistory({ db, caller }: Context, stationId: string, args: PageArgs): Promise<Page<BootRow>> {
  requireOperator(caller, 'chargers:read')
  return idPage(args, (page) => bootsOf(db, stationId, page))
}

/** The errors of a charger that the caller was shown, the newest first. */
export function errorHistory({ db, caller }: Context, stationId: string, open: boolean, args: PageArgs): Promise<Page<ErrorRow>> {
  requireOperator(caller, 'chargers:read')
  return idPage(args, (page) => errorsOf(db, stationId, open, page))
}
