import { requireOperator } from '#lib/access.ts'
import { isInt32Part, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { listWantedAvailability, type WantedAvailability } from './availability.queries.ts'

/** What a charger that the caller was shown has agreed to. */
export function wantedOf({ db, caller }: Context, stationId: string, args: PageArgs): Promise<Page<WantedAvailability>> {
  requireOperator(caller, 'chargers:read')
  return keysetPage({
    args,
    fetch: (page) => listWantedAvailability(db, stationId, page),
    key: (row) => [row.evse_number, row.connector_number],
    parts: [isInt32Part, isInt32Part],
  })
}
