import { requireOperator } from '#lib/access.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { listTransfers, type ReceivedTransfer } from './data-transfer.queries.ts'

/** What a charger that the caller was shown has sent, the newest first. */
export function transfersOf({ db, caller }: Context, stationId: string, args: PageArgs): Promise<Page<ReceivedTransfer>> {
  requireOperator(caller, 'chargers:read')
  return idPage(args, (page) => listTransfers(db, stationId, page))
}
