import { requireOperator } from '#lib/access.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { listSecurityEvents, type SecurityEvent } from './security-event.queries.ts'

/** What a charger that the caller was shown has said of its security, the newest first. */
export function securityEventsOf({ db, caller }: Context, stationId: string, args: PageArgs): Promise<Page<SecurityEvent>> {
  requireOperator(caller, 'chargers:read')
  return idPage(args, (page) => listSecurityEvents(db, stationId, page))
}
