import { sql } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Payable } from '../tables.ts'

/** An operator's account, in one currency, for a time. */
export interface StatementOf {
  operatorId: string
  currency: string
  /** Text where a link has kept it. */
  beginsAt: Date | string
  endsAt: Date | string
}

const entriesOf = (db: Db, { operatorId, currency }: StatementOf) =>
  db.selectFrom('payable').where('payable.operator_id', '=', operatorId).where('payable.currency', '=', currency)

/** What we owed when it began and when it ended; below nothing: what the operator owed. */
export const balancesAt = (db: Db, of: StatementOf): Promise<{ openingMinor: number; closingMinor: number }> =>
  entriesOf(db, of)
    .where('at', '<', sql<Date>`${of.endsAt}::timestamptz`)
    .select([
      sql<number>`coalesce(sum(amount_minor) FILTER (WHERE at < ${of.beginsAt}::timestamptz), 0)::bigint`.as('openingMinor'),
      sql<number>`coalesce(sum(amount_minor), 0)::bigint`.as('closingMinor'),
    ])
    .executeTakeFirstOrThrow()

/** What moved it, the oldest first. */
export const listStatementLines = (db: Db, of: StatementOf, page: PageRequest): Promise<Payable[]> =>
  pageBy(
    entriesOf(db, of)
      .selectAll()
      .where('at', '>=', sql<Date>`${of.beginsAt}::timestamptz`)
      .where('at', '<', sql<Date>`${of.endsAt}::timestamptz`),
    [['payable.id', 'uuid']],
    'asc',
    page,
  )
