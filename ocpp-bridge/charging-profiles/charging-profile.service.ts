import { requireOperator } from '#lib/access.ts'
import { isInt32Part, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { listProfiles, type ChargingProfileRow } from './charging-profile.queries.ts'

/** The profiles of a charger that the caller was shown. */
export function profilesOf({ db, caller }: Context, stationId: string, args: PageArgs): Promise<Page<ChargingProfileRow>> {
  requireOperator(caller, 'chargers:read')
  return keysetPage({
    args,
    fetch: (page) => listProfiles(db, stationId, page),
    key: ({ profile_id: id }) => [id],
    parts: [isInt32Part],
  })
}
