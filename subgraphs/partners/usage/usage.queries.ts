import { sql } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Call, Db, Trx, Usage } from '../tables.ts'

/** Notes a report; false if it, or a later one of the same process, was counted before. */
export async function noteReport(trx: Trx, gatewayId: string, sequence: number): Promise<boolean> {
  const noted = trx
    .insertInto('usage_report')
    .values({ gateway_id: gatewayId, sequence })
    .onConflict((conflict) =>
      conflict
        .column('gateway_id')
        .doUpdateSet({ sequence, at: sql<Date>`now()` })
        .where('usage_report.sequence', '<', sequence),
    )
  return ((await noted.executeTakeFirst()).numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Those of these ids that are clients. */
export async function clientsAmong(trx: Trx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await trx.selectFrom('client').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map(({ id }) => id))
}

/** Adds to what was counted. Rows come in one order, so that two reports at once wait for one another and never both. */
export const addUsage = (trx: Trx, rows: readonly Usage[]) =>
  trx
    .insertInto('usage')
    .values(rows.map((row) => ({ ...row, buckets: [...row.buckets] })))
    .onConflict((conflict) =>
      conflict.columns(['client_id', 'day', 'operation', 'code']).doUpdateSet({
        calls: sql<number>`usage.calls + excluded.calls`,
        buckets: sql<number[]>`ARRAY(SELECT was + more FROM unnest(usage.buckets, excluded.buckets)
          WITH ORDINALITY AS bucket(was, more, place) ORDER BY place)`,
      }),
    )
    .execute()

export const insertCalls = (trx: Trx, rows: readonly Call[]) =>
  trx
    .insertInto('client_call')
    .values([...rows])
    .execute()

/** What was counted of one operation on one day, or of all operations. */
export interface Counted {
  /** As in 2026-11-22. */
  day: string
  operation: string
  calls: number
  errors: number
  buckets: number[]
}

const dayText = sql<string>`to_char(day, 'YYYY-MM-DD')`
const inPeriod = (db: Db, clientId: string, { from, to }: Period) =>
  db
    .selectFrom('usage')
    .where('client_id', '=', clientId)
    .where('day', '>=', sql<string>`${from}::date`)
    .where('day', '<=', sql<string>`${to}::date`)

/** Days from the first to the last, as in 2026-11-22. */
export interface Period {
  from: string
  to: string
}

const counted = [
  sql<number>`sum(calls)::bigint`.as('calls'),
  sql<number>`coalesce(sum(calls) FILTER (WHERE code <> ''), 0)::bigint`.as('errors'),
] as const
/** Buckets of all rows of a group, added up. */
const added = sql<number[]>`(SELECT array_agg(total ORDER BY place) FROM (
    SELECT place, sum(count)::integer AS total FROM usage AS part, unnest(part.buckets) WITH ORDINALITY AS bucket(count, place)
    WHERE part.client_id = usage.client_id AND part.day = usage.day AND part.operation = usage.operation GROUP BY place) AS each)`

/** By day and operation, the newest day first. */
export function listUsage(db: Db, clientId: string, period: Period, page: PageRequest): Promise<Counted[]> {
  const grouped = inPeriod(db, clientId, period)
    .select([dayText.as('day'), 'operation', ...counted, added.as('buckets')])
    .groupBy(['client_id', 'usage.day', 'operation'])
  const all = db.selectFrom(grouped.as('counted')).selectAll()
  return pageBy(
    all,
    [
      ['day', 'text'],
      ['operation', 'text'],
    ],
    'desc',
    page,
  )
}

/** Rows of each day, the oldest first; one for each operation and outcome. */
export const usageOfDays = (db: Db, clientId: string, period: Period) =>
  inPeriod(db, clientId, period)
    .select([dayText.as('day'), 'code', 'calls', 'buckets'])
    .orderBy('usage.day')
    .execute()

/** By operation over all days of a period, the most called first. */
export const usageOfOperations = (db: Db, clientId: string, period: Period): Promise<Omit<Counted, 'day'>[]> =>
  inPeriod(db, clientId, period)
    .select([
      'operation',
      ...counted,
      sql<number[]>`(SELECT array_agg(total ORDER BY place) FROM (
        SELECT place, sum(count)::integer AS total FROM usage AS part, unnest(part.buckets) WITH ORDINALITY AS bucket(count, place)
        WHERE part.client_id = usage.client_id AND part.operation = usage.operation
          AND part.day BETWEEN ${period.from}::date AND ${period.to}::date GROUP BY place) AS each)`.as('buckets'),
    ])
    .groupBy(['client_id', 'operation'])
    .orderBy('calls', 'desc')
    .orderBy('operation')
    .limit(OPERATIONS)
    .execute()

/** So many operations are told of. */
export const OPERATIONS = 100

/** How often each error came. */
export const errorsOf = (db: Db, clientId: string, period: Period): Promise<{ code: string; calls: number }[]> =>
  inPeriod(db, clientId, period)
    .select(['code', sql<number>`sum(calls)::bigint`.as('calls')])
    .where('code', '<>', '')
    .groupBy('code')
    .orderBy('calls', 'desc')
    .orderBy('code')
    .limit(100)
    .execute()

export interface CallFilter {
  from?: Date | null | undefined
  to?: Date | null | undefined
  operation?: string | null | undefined
  failed?: boolean | null | undefined
}

/** Calls of a client, the newest first. */
export function listCalls(db: Db, clientId: string, filter: CallFilter, page: PageRequest): Promise<Call[]> {
  let calls = db.selectFrom('client_call').selectAll().where('client_id', '=', clientId)
  if (filter.from != null) calls = calls.where('at', '>=', filter.from)
  if (filter.to != null) calls = calls.where('at', '<', filter.to)
  if (filter.operation != null) calls = calls.where('operation', '=', filter.operation)
  if (filter.failed != null) calls = calls.where('code', filter.failed ? '<>' : '=', '')
  return pageBy(
    calls,
    [
      ['at', 'timestamptz'],
      ['id', 'uuid'],
    ],
    'desc',
    page,
  )
}
