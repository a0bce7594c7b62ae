import { hasRole, isSelf, isSelfOr, mayUse, operates, requireOperator, requireRole } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'
import { notFound } from '#lib/errors.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { OperatorBusiness } from '../business/business.service.ts'
import type { Context } from '../context.ts'
import { receiptUrl } from '../links.ts'
import { linkedTable, type Table } from '../table.ts'
import type { Bill, Invoice } from '../tables.ts'
import { countWaiting, listOperatorsWaiting, type Waiting } from './waiting.queries.ts'
import { findInvoice, type InvoiceFilter } from './invoice.queries.ts'
import { invoicePart, pageOfInvoices, read, type ReadInvoice } from './invoice-table.ts'

/** Which invoices somebody asks for. */
export type WantedInvoices = Omit<InvoiceFilter, 'issuerId'> & { operatorId?: string | null | undefined }

/** An invoice for whom it is for, who has issued it, their keys with `billing:read`, and admins; for others there is none. */
export async function invoiceById({ db, caller }: Context, id: string): Promise<ReadInvoice | null> {
  const row = await findInvoice(db, id)
  return row && maySee(caller, row) ? read(row) : null
}

/** What was written of a bill, the oldest first: for whom it is for, who has issued it, and admins. */
export async function invoicesOfBill({ loaders, caller }: Context, billId: string): Promise<ReadInvoice[]> {
  return (await loaders.invoicesOfBill.load(billId)).filter((row) => maySee(caller, row)).map(read)
}

/** A link to the receipt of a bill, for who pays it and admins; null for others. */
export const receiptOfBill = ({ caller, config }: Context, { id, user_id: payer }: Pick<Bill, 'id' | 'user_id'>): string | null =>
  isSelfOr(caller, payer, 'ADMIN') ? receiptUrl(config, id) : null

const maySee = (caller: Caller, { user_id: buyer, issuer_id: issuer }: Invoice): boolean =>
  isSelf(caller, buyer) || (mayUse(caller, 'billing:read') && operates(caller, issuer))

/** A user's invoices, the newest first: all for themselves and admins, for operators those that they have issued. */
export async function invoicesOf(ctx: Context, userId: string, filter: WantedInvoices, args: PageArgs): Promise<Page<ReadInvoice>> {
  if (ctx.caller.kind === 'user' && !isSelf(ctx.caller, userId) && !hasRole(ctx.caller, 'OPERATOR', 'PARTNER', 'ADMIN'))
    throw notFound('user')
  return pageOfInvoices(ctx.db, within(ctx, { ...filter, userId }), args)
}

/** Invoices, the newest first: of operators those that they have issued, all for admins, and everybody's own by `userId`. */
export async function invoices(ctx: Context, filter: WantedInvoices, args: PageArgs): Promise<Page<ReadInvoice>> {
  return pageOfInvoices(ctx.db, within(ctx, filter), args)
}

/** The same as CSV, in parts of some thousands. */
export function invoiceTable(ctx: Context, filter: WantedInvoices, after: string | null): Table {
  const asked = { filter: within(ctx, filter), after }
  return linkedTable(ctx.config, 'invoices', asked, () => invoicePart(ctx, asked))
}

/** How many invoices and credit notes of an operator wait for its business, and since when; for the operator and admins. */
export async function waitingOf({ db, caller }: Context, { operatorId }: OperatorBusiness): Promise<Waiting | null> {
  requireOperator(caller, 'billing:read')
  if (!operates(caller, operatorId)) throw notFound('operator')
  return (await countWaiting(db, operatorId)) ?? null
}

/** Operators whose invoices wait because they have not said what their business is: for admins. */
export async function operatorsWaiting({ db, caller }: Context, args: PageArgs): Promise<Page<Waiting>> {
  requireRole(caller, 'ADMIN')
  return idPage(args, (page) => listOperatorsWaiting(db, page))
}

/** The filter, narrowed to what the caller may see. Somebody else's operator is answered like one that does not exist. */
function within({ caller }: Context, { operatorId, ...filter }: WantedInvoices): InvoiceFilter {
  if (filter.userId != null && isSelf(caller, filter.userId)) return { ...filter, issuerId: operatorId }
  const user = requireOperator(caller, 'billing:read')
  if (operatorId != null && !operates(caller, operatorId)) throw notFound('operator', ['filter', 'operatorId'])
  return { ...filter, issuerId: operatorId ?? (hasRole(user, 'ADMIN') ? null : user.userId) }
}
