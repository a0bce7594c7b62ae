import { requireUser } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import type { Page, PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { linkedTable, type Table } from '../table.ts'
import { requireSelf } from '../wallet/access.ts'
import { STATEMENT_LIMITS } from './limits.ts'
import { pageOfEntries, statementPart, type Entry, type Opened } from './statement-table.ts'
import { balanceBefore, type Period } from './statement.queries.ts'

const DAY_MS = 24 * 3_600_000

export interface Statement extends Opened {
  closingMinor: number
}

/** What changed what is a user's: for themselves and those who keep the books. */
export async function statementOf({ caller, db }: Context, period: Period): Promise<Statement> {
  requireSelf(caller, period.userId)
  requirePeriod(period)
  const [openingMinor, closingMinor] = await Promise.all([
    balanceBefore(db, period, period.from),
    balanceBefore(db, period, period.until),
  ])
  return { ...period, openingMinor, closingMinor }
}

/** The entries of a statement, the oldest first. */
export async function entriesOf({ caller, db }: Context, statement: Statement, args: PageArgs): Promise<Page<Entry>> {
  requireSelf(caller, statement.userId)
  return pageOfEntries(db, statement, args)
}

/** The same as CSV: of the caller, or of anybody for those who keep the books. */
export function statementTable(
  ctx: Context,
  { userId: whose, ...period }: Omit<Period, 'userId'> & { userId: string | null },
  after: string | null,
): Table {
  const userId = whose ?? requireUser(ctx.caller).userId
  requireSelf(ctx.caller, userId)
  requirePeriod(period)
  const asked = { period: { ...period, userId }, after }
  return linkedTable(ctx.config, 'statement', asked, () => statementPart(ctx, asked))
}

function requirePeriod({ from, until }: Pick<Period, 'from' | 'until'>): void {
  if (from >= until) throw badInput(['until'], 'It must be after from.')
  if (until.getTime() - from.getTime() > STATEMENT_LIMITS.days * DAY_MS)
    throw badInput(['until'], `At most ${STATEMENT_LIMITS.days} days at once.`)
}
