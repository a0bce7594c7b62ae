import { sql } from 'kysely'
import type { PageRequest } from '#lib/pagination.ts'
import { pageBy } from '#db/page.ts'
import type { Db } from '../tables.ts'

/** What an operator has sold and cannot invoice yet. */
export interface Waiting {
  /** The operator's. */
  id: string
  count: number
  since: Date
}

const waiting = (db: Db) =>
  db
    .selectFrom('invoice_order')
    .where('done_at', 'is', null)
    .where('issuer_id', 'is not', null)
    .groupBy('issuer_id')
    .select([sql<string>`issuer_id`.as('id'), sql<number>`count(*)::int`.as('count'), sql<Date>`min(ordered_at)`.as('since')])

export const countWaiting = (db: Db, operatorId: string): Promise<Waiting | undefined> =>
  waiting(db).where('issuer_id', '=', operatorId).executeTakeFirst()

/** Operators with something that waits, in the order of their ids. */
export const listOperatorsWaiting = (db: Db, page: PageRequest): Promise<Waiting[]> =>
  pageBy(db.selectFrom(waiting(db).as('operator')).selectAll(), [['operator.id', 'uuid']], 'asc', page)
