import { sql, type SelectQueryBuilder } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Cdr, ChargingTables, Db } from '../tables.ts'

/** Which records. Absent or null does not narrow it. */
export interface RecordFilter {
  /** Only of stations that this operator had when the record was issued. */
  operatorId?: string | null | undefined
  /** Only of customers of this partner. */
  partnerId?: string | null | undefined
  customerId?: string | null | undefined
  stationId?: string | null | undefined
  from?: Date | null | undefined
  until?: Date | null | undefined
}

/** Records that fit, the newest first. */
export const listRecords = (db: Db, filter: RecordFilter, page: PageRequest): Promise<Cdr[]> =>
  pageBy(fitting(db.selectFrom('cdr'), filter).selectAll('cdr'), [['cdr.id', 'uuid']], 'desc', page)

export const PERIODS = { DAY: '1 day', WEEK: '1 week', MONTH: '1 month' } as const
export type Period = keyof typeof PERIODS

/** What the records of a period in one currency come to. */
export interface PeriodTotal {
  /** Its first day by the clock of the zone, e.g. 2026-11-01. */
  day: string
  starts_at: Date
  ends_at: Date
  currency: string
  bills: number
  credits: number
  energy_wh: number
  credited_energy_wh: number
  excl_vat_minor: number
  payable_minor: number
}

/** Records that fit, added up by periods of a time zone and by currency, in order. Amounts of credits are negative. */
export async function totalRecords(db: Db, filter: RecordFilter, period: Period, timeZone: string): Promise<PeriodTotal[]> {
  const unit = sql.lit(period.toLowerCase())
  const step = sql.lit(PERIODS[period])
  const { rows } = await sql<PeriodTotal>`
    WITH added AS (
      SELECT date_trunc(${unit}, issued_at, ${timeZone}) AS starts_at, currency,
        count(*) FILTER (WHERE credit_of IS NULL) AS bills, count(credit_of) AS credits,
        coalesce(sum(total_energy_wh) FILTER (WHERE credit_of IS NULL), 0)::bigint AS energy_wh,
        coalesce(sum(total_energy_wh) FILTER (WHERE credit_of IS NOT NULL), 0)::bigint AS credited_energy_wh,
        sum(excl_vat_minor)::bigint AS excl_vat_minor, sum(coalesce(incl_vat_minor, excl_vat_minor))::bigint AS payable_minor
      FROM (${fitting(db.selectFrom('cdr'), filter).selectAll('cdr')}) AS fits GROUP BY 1, 2
    )
    SELECT added.*, to_char(starts_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day,
      (starts_at AT TIME ZONE ${timeZone} + ${step}::interval) AT TIME ZONE ${timeZone} AS ends_at
    FROM added ORDER BY starts_at, currency`.execute(db)
  return rows
}

function fitting<O>(
  query: SelectQueryBuilder<ChargingTables, 'cdr', O>,
  { operatorId, partnerId, customerId, stationId, from, until }: RecordFilter,
) {
  return query
    .$if(operatorId != null, (q) => q.where('operator_id', '=', operatorId as string))
    .$if(partnerId != null, (q) => q.where('partner_id', '=', partnerId as string))
    .$if(customerId != null, (q) => q.where('user_id', '=', customerId as string).where('partner_id', 'is not', null))
    .$if(stationId != null, (q) => q.where('station_id', '=', stationId as string))
    .$if(from != null, (q) => q.where('issued_at', '>=', from as Date))
    .$if(until != null, (q) => q.where('issued_at', '<', until as Date))
}
