import { sql } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Bill, Db, JournalKind } from '../tables.ts'

export interface Period {
  userId: string
  currency: string
  /** Inclusive. */
  from: Date
  /** Exclusive. */
  until: Date
}

export interface StatementRow {
  /** Of the journal. */
  id: string
  at: Date
  kind: JournalKind
  /** A record of a bill that had one before. */
  again: boolean
  /** The bill that it is about, and what that is for: the session, or the slot that was not used. Null: none. */
  bill_id: string | null
  bill_kind: Bill['kind'] | null
  subject_id: string | null
  /** Positive: to the user. */
  amount_minor: number
  balance_minor: number
}

/** The accounts that are a user's, or tell what a user owes. */
const accountsOf = ({ userId, currency }: Period) =>
  sql`(SELECT id FROM account WHERE owner_id = ${userId} AND currency = ${currency}
    AND kind IN ('RECEIVABLE', 'WALLET', 'WALLET_HELD', 'REFUND_DUE'))`

/** What we owed a user before a moment; below nothing: what they owed us. */
export async function balanceBefore(db: Db, period: Period, before: Date): Promise<number> {
  const { rows } = await sql<{ balance: number }>`SELECT -coalesce(sum(amount_minor), 0)::bigint AS balance FROM entry
    WHERE account_id IN ${accountsOf(period)} AND at < ${before}`.execute(db)
  return rows[0]?.balance ?? 0
}

type Moved = Pick<StatementRow, 'id' | 'at' | 'amount_minor'>

/**
 * What changed the balance, the oldest first, each with the balance after it. What a user moves between accounts of their own is no change:
 * a wallet that pays, an amount that is blocked.
 */
export async function statementRows(db: Db, period: Period, openingMinor: number, page: PageRequest): Promise<StatementRow[]> {
  const moved = await movedIn(db, period, page)
  const first = page.forward ? moved[0] : moved.at(-1)
  if (!first) return []
  const said = new Map((await describe(db, moved)).map((row) => [row.id, row]))
  let balance = openingMinor + (await movedBefore(db, period, first))
  const rows = (page.forward ? moved : moved.toReversed()).map((row) => {
    balance += row.amount_minor
    const its = said.get(row.id)
    if (!its) throw new Error(`There is no journal ${row.id}.`)
    return { ...row, ...its, balance_minor: balance }
  })
  return page.forward ? rows : rows.toReversed()
}

/** Cursors have milliseconds. What the page leaves out is left out by the index too. */
function movedIn(db: Db, period: Period, page: PageRequest): Promise<Moved[]> {
  const past = page.past && new Date(page.past[0] ?? 0)
  const from = past && page.forward && past > period.from ? past : period.from
  const until = past && !page.forward && past < period.until ? new Date(past.getTime() + 1) : period.until
  const moved = sql<Moved>`(SELECT journal_id AS id, date_trunc('milliseconds', at) AS at, -sum(amount_minor)::bigint AS amount_minor
    FROM entry WHERE account_id IN ${accountsOf(period)} AND at >= ${from} AND at < ${until}
    GROUP BY journal_id, at HAVING sum(amount_minor) <> 0)`
  return pageBy(
    db.selectFrom(moved.as('row')).selectAll(),
    [
      ['at', 'timestamptz'],
      ['id', 'uuid'],
    ],
    'asc',
    page,
  )
}

/** What changed in the period before a row. */
async function movedBefore(db: Db, period: Period, { at, id }: Moved): Promise<number> {
  const { rows } = await sql<{ moved: number }>`SELECT -coalesce(sum(amount_minor), 0)::bigint AS moved FROM entry
    WHERE account_id IN ${accountsOf(period)} AND at >= ${period.from} AND at < ${new Date(at.getTime() + 1)}
      AND (date_trunc('milliseconds', at), journal_id) < (${at}, ${id})`.execute(db)
  return rows[0]?.moved ?? 0
}

type Described = Pick<StatementRow, 'id' | 'kind' | 'again' | 'bill_id' | 'bill_kind' | 'subject_id'>

/** What some journals were written for. */
async function describe(db: Db, moved: readonly Moved[]): Promise<Described[]> {
  const { rows } = await sql<Described>`SELECT journal.id, journal.kind,
      source_type = 'RECORD' AND EXISTS (SELECT FROM bill_record this JOIN bill_record earlier ON earlier.bill_id = this.bill_id
        WHERE this.cdr_id = CASE source_type WHEN 'RECORD' THEN source_id::uuid END
          AND (earlier.heard_at, earlier.cdr_id) < (this.heard_at, this.cdr_id)) AS again,
      bill.id AS bill_id, bill.kind AS bill_kind, bill.subject_id
    FROM journal LEFT JOIN bill ON bill.id = CASE source_type
        WHEN 'RECORD' THEN (SELECT bill_id FROM bill_record WHERE cdr_id = source_id::uuid)
        WHEN 'PAYMENT' THEN (SELECT bill_id FROM payment WHERE payment.id = source_id::uuid)
        WHEN 'REFUND' THEN (SELECT bill_id FROM refund WHERE refund.id = source_id::uuid)
        WHEN 'DISPUTE' THEN (SELECT p.bill_id FROM dispute d JOIN payment p ON p.id = d.payment_id WHERE d.id = source_id::uuid)
        WHEN 'BILL' THEN source_id::uuid END
    WHERE journal.id = ANY(${moved.map(({ id }) => id)}::uuid[])`.execute(db)
  return rows
}
