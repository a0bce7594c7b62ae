import { hasRole, isSelf, mayUse, operates, requireRole, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import type { Bill } from '../tables.ts'
import { findBill } from './bill.queries.ts'
import type { BillPayment } from './pay.queries.ts'
import { listBills, type BillFilter } from './bill-list.queries.ts'

/** A bill for who pays it, the operator whose station it was, their keys with `billing:read`, and admins; null for everybody else. */
export async function seenBill(ctx: Context, id: string): Promise<Bill | null> {
  const bill = await ctx.loaders.bill.load(id)
  return bill && maySee(ctx, bill) ? bill : null
}

/** The bill of a session, if the caller sees it. */
export async function billOfSession(ctx: Context, sessionId: string): Promise<Bill | null> {
  const bill = await ctx.loaders.billOfSession.load(sessionId)
  return bill && maySee(ctx, bill) ? bill : null
}

const maySee = ({ caller }: Pick<Context, 'caller'>, { user_id, operator_id }: Bill): boolean =>
  isSelf(caller, user_id) || (mayUse(caller, 'billing:read') && operates(caller, operator_id))

/** Bills of a user, the newest first: for themselves and admins. */
export async function billsOfUser(ctx: Context, userId: string, args: PageArgs): Promise<Page<Bill>> {
  const user = requireUser(ctx.caller)
  if (!isSelf(user, userId) && !hasRole(user, 'ADMIN')) throw notFound('user')
  return idPage(args, (page) => listBills(ctx.db, { userId }, page))
}

/** Bills of sessions at an operator's stations, of all for admins; the newest first. Only admins may ask for a user's. */
export async function billList(ctx: Context, filter: BillFilter, args: PageArgs): Promise<Page<Bill>> {
  const user = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  const own = hasRole(user, 'ADMIN') ? {} : { operatorId: user.userId, userId: null }
  return idPage(args, (page) => listBills(ctx.db, { ...filter, ...own }, page))
}

/** Who pays a bill: for themselves and admins. Its operator need not know. */
export const payerOf = (ctx: Context, { user_id }: Bill): { id: string } | null =>
  isSelf(ctx.caller, user_id) || hasRole(ctx.caller, 'ADMIN') ? { id: user_id } : null

/** A bill as it is, and each time that it changes. */
export async function watchBill(ctx: Context, billId: string): Promise<AsyncGenerator<Bill, void, void>> {
  requireUser(ctx.caller)
  const bill = await findBill(ctx.db, billId)
  if (!bill || !maySee(ctx, bill)) throw notFound('bill', ['billId'])
  return liveStream({
    bus: ctx.bus,
    names: ['payments.bill.changed', 'payments.refund.changed'],
    matches: ({ data }) => data.billId === billId,
    read: async () => (await findBill(ctx.db, billId)) ?? null,
  })
}

/** What a payment under way waits for: for who pays the bill; null for everybody else. */
export async function checkoutOf({ caller, loaders }: Context, { id, user_id }: Bill): Promise<BillPayment | null> {
  if (!isSelf(caller, user_id)) return null
  return (await loaders.checkoutsOfBill.load(id))[0] ?? null
}
