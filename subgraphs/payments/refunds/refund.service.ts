import { requireRole } from '#lib/access.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import type { Refund } from '../tables.ts'
import { listRefunds } from './refund.queries.ts'

/** Refunds of bills, the newest first: for admins. */
export function refundList(ctx: Context, states: readonly Refund['state'][] | null, args: PageArgs): Promise<Page<Refund>> {
  requireRole(ctx.caller, 'ADMIN')
  return idPage(args, (page) => listRefunds(ctx.db, { states }, page))
}
