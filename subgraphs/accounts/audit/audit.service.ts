import { requireRole } from '#lib/access.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import type { AuditRow } from '../tables.ts'
import { listAudit, type AuditFilter } from './audit.queries.ts'

/** Who did what to accounts, the newest first, for admins and COMPLIANCE. */
export function accountAudit({ db, caller }: Context, filter: AuditFilter, args: PageArgs): Promise<Page<AuditRow>> {
  requireRole(caller, 'ADMIN', 'COMPLIANCE')
  return idPage(args, (page) => listAudit(db, filter, page))
}
