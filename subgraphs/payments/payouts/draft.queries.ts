import { sql } from 'kysely'
import type { ProviderName } from '../providers/provider.ts'
import { isDue } from '../postponed.queries.ts'
import type { Db, Trx } from '../tables.ts'

/** A week of an operator that is over, and that nobody has looked at. */
export interface DueWeek {
  operatorId: string
  currency: string
  /** Its Monday, by the operator's clock, e.g. 2026-11-16. */
  week: string
  beginsAt: Date
  endsAt: Date
  provider: ProviderName | null
}

/**
 * The last whole week of each operator who has earned something by then, where it was not looked at yet. Weeks are of the operator's zone,
 * and a day of 25 hours is a day of theirs. What older weeks left is in it: an entry has no time from which on it is paid out.
 */
export async function dueWeeks(db: Db, at: Date, limit: number): Promise<DueWeek[]> {
  const { rows } = await sql<DueWeek>`
    SELECT operator_id AS "operatorId", currency, to_char(monday, 'YYYY-MM-DD') AS week, payout_provider AS provider,
      monday AT TIME ZONE time_zone AS "beginsAt", (monday + interval '7 days') AT TIME ZONE time_zone AS "endsAt"
    FROM (
      SELECT operator_id, account.currency, time_zone, payout_provider,
        date_trunc('week', ${at}::timestamptz AT TIME ZONE time_zone) - interval '7 days' AS monday
      FROM business
      JOIN account ON account.kind = 'OPERATOR_PAYABLE' AND account.owner_id = operator_id::text
    ) AS business
    WHERE NOT EXISTS (
      SELECT FROM payout_round round
      WHERE round.operator_id = business.operator_id AND round.currency = business.currency AND round.week = monday::date)
      AND ${isDue('PAYOUT', sql`operator_id || ' ' || currency`)}
    ORDER BY operator_id, currency
    LIMIT ${limit}`.execute(db)
  return rows
}

/** Notes that a week is looked at. False: another process has done it, or is at it. */
export async function beginRound(trx: Trx, { operatorId, currency, week }: DueWeek): Promise<boolean> {
  const row = { operator_id: operatorId, currency, week }
  const begun = await trx
    .insertInto('payout_round')
    .values(row)
    .onConflict((once) => once.doNothing())
    .executeTakeFirst()
  return begun.numInsertedOrUpdatedRows === 1n
}

/**
 * What we owe an operator by the end of the week and pay out now: entries that no payout has, of bills that nobody still has to pay
 * or has asked their bank for.
 */
export async function earnedUntil(
  trx: Trx,
  { operatorId, currency, endsAt }: DueWeek,
): Promise<{ entryIds: string[]; earnedMinor: number }> {
  const rows = await trx
    .selectFrom('payable')
    .leftJoin('bill', 'bill.id', 'payable.bill_id')
    .select(['payable.id', 'payable.amount_minor'])
    .where('payable.operator_id', '=', operatorId)
    .where('payable.currency', '=', currency)
    .where('payable.at', '<', endsAt)
    .where('payable.kind', '!=', 'PAYOUT_SENT')
    .where(({ eb }) => eb.or([eb('payable.bill_id', 'is', null), eb('bill.state', 'in', ['PAID', 'WRITTEN_OFF'])]))
    // What a bank has not decided on may have to go back.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('dispute')
            .innerJoin('payment', 'payment.id', 'dispute.payment_id')
            .select('dispute.id')
            .whereRef('payment.bill_id', '=', 'payable.bill_id')
            .where('dispute.closed_at', 'is', null),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('payout_entry').select('entry_id').whereRef('entry_id', '=', 'payable.id'))),
    )
    .execute()
  return { entryIds: rows.map(({ id }) => id), earnedMinor: rows.reduce((sum, row) => sum + row.amount_minor, 0) }
}

/** What earlier payouts of an operator left: parts of a forint, which no provider moves. */
export async function leftMinor(trx: Trx, { operatorId, currency }: DueWeek): Promise<number> {
  const { left } = await trx
    .selectFrom('payout')
    .select(sql<number>`coalesce(sum(earned_minor - amount_minor), 0)::bigint`.as('left'))
    .where('operator_id', '=', operatorId)
    .where('currency', '=', currency)
    .executeTakeFirstOrThrow()
  return left
}
