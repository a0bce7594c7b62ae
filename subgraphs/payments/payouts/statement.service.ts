import { isCurrency, NO_CURRENCY } from '#lib/currency.ts'
import { badInput } from '#lib/errors.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { linkedTable, type Table } from '../table.ts'
import type { Payable } from '../tables.ts'
import { monthOf } from './account.queries.ts'
import { whose } from './payout.service.ts'
import { statementPart } from './statement-table.ts'
import { balancesAt, listStatementLines, type StatementOf } from './statement.queries.ts'

export interface StatementInput {
  operatorId?: string | null | undefined
  month: string
  currency: string
}

interface Month extends StatementOf {
  beginsAt: Date
  endsAt: Date
}

export interface Statement extends Month {
  openingMinor: number
  closingMinor: number
}

/** What we owed an operator when a month began and when it ended: for those who keep the books, and for the operator. */
export async function operatorStatement(ctx: Context, input: StatementInput): Promise<Statement> {
  const of = await statementOf(ctx, input)
  return { ...of, ...(await balancesAt(ctx.db, of)) }
}

/** What moved it: for everybody who sees the statement. */
export const statementLines = (ctx: Pick<Context, 'db' | 'caller'>, of: StatementOf, args: PageArgs): Promise<Page<Payable>> =>
  idPage(args, (page) => listStatementLines(ctx.db, of, page))

/** The same lines as CSV, in parts of some thousands; opening and closing balance are in the statement. */
export async function statementTable(ctx: Context, input: StatementInput, after: string | null): Promise<Table> {
  const asked = { of: await statementOf(ctx, input), after }
  return linkedTable(ctx.config, 'operator-statement', asked, () => statementPart(ctx, asked))
}

async function statementOf(ctx: Context, { operatorId: asked, month, currency }: StatementInput): Promise<Month> {
  const operatorId = whose(ctx, asked, ['input', 'operatorId'])
  if (operatorId === null) throw badInput(['input', 'operatorId'], 'Say whose statement.')
  if (!/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw badInput(['input', 'month'], 'A month, e.g. 2026-11.')
  if (!isCurrency(currency)) throw badInput(['input', 'currency'], NO_CURRENCY)
  return { operatorId, currency, ...(await monthOf(ctx.db, operatorId, month)) }
}
