import { callersPartner, requireOperator } from '#lib/access.ts'
import type { CsvColumns } from '#lib/csv/csv.ts'
import { csvTable, type CsvTable } from '#lib/csv/table.ts'
import { inMajorUnits } from '#lib/currency.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { addressLine, timeZone as zone } from '#lib/text.ts'
import type { Context } from '../context.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { findStation } from '../projection.queries.ts'
import { customerOf } from '../session.service.ts'
import type { Cdr } from '../tables.ts'
import { listRecords, totalRecords, type Period, type PeriodTotal, type RecordFilter } from './record-list.queries.ts'

/** Which records somebody asks for. */
export interface WantedRecords extends Omit<RecordFilter, 'operatorId' | 'partnerId'> {
  /** Those of the caller's customers, wherever they charged, and not those of the caller's stations. */
  customers?: boolean | null | undefined
}

/** Records for those who run stations, the newest first: of an operator's own stations, of all for admins. */
export async function records(ctx: Context, filter: WantedRecords, args: PageArgs): Promise<Page<Cdr>> {
  const seen = await within(ctx, filter)
  return idPage(args, (page) => listRecords(ctx.db, seen, page))
}

/** The same records as CSV, in parts of some thousands. */
export async function recordTable(ctx: Context, filter: WantedRecords, after: string | null): Promise<CsvTable> {
  const seen = await within(ctx, filter)
  return csvTable(columnsFor(callersPartner(ctx.caller, 'billing:read')), after, (args) =>
    idPage(args, (page) => listRecords(ctx.db, seen, page)),
  )
}

/** Whose customer somebody is, only their partner is told. */
const columnsFor = (partner: string | null): CsvColumns<Cdr> => ({
  record: ({ id }) => id,
  session: ({ session_id: session }) => session,
  revision: ({ revision }) => revision,
  credit_of: ({ credit_of: credited }) => credited,
  issued: ({ issued_at: at }) => at,
  started: ({ started_at: at }) => at,
  ended: ({ ended_at: at }) => at,
  station: ({ station_id: station }) => station,
  connector: ({ connector_id: connector }) => connector,
  energy_kwh: ({ total_energy_wh: wh, credit_of: credited }) => (credited === null ? wh : -wh) / 1_000,
  time_s: ({ total_time_s: seconds }) => seconds,
  parking_s: ({ total_parking_time_s: seconds }) => seconds,
  cost_excl_vat: ({ excl_vat_minor: minor, currency }) => inMajorUnits(minor, currency),
  cost_incl_vat: ({ incl_vat_minor: minor, currency }) => (minor === null ? null : inMajorUnits(minor, currency)),
  currency: ({ currency }) => currency,
  tariff: ({ tariff_id: tariff }) => tariff,
  tariff_version: ({ tariff_version: version }) => version,
  address: ({ address }) => addressLine(address),
  customer: ({ partner_id: partnerId, user_id: customer }) => (partnerId !== null && partnerId === partner ? customer : null),
})

export interface TotalsInput extends WantedRecords {
  from: Date
  until: Date
  period: Period
  timeZone: string
}

/** What records come to, by days, weeks or months of a time zone, and by currency. A record counts when it was issued. */
export async function recordTotals(ctx: Context, { period, timeZone, ...filter }: TotalsInput): Promise<PeriodTotal[]> {
  const { from, until } = filter
  const seen = await within(ctx, filter, 'input')
  const { error } = zone.safeParse(timeZone)
  if (error) throw badInput(['input', 'timeZone'], error.issues[0]?.message ?? '')
  const most = CHARGING_LIMITS.totalsDays
  if (until <= from) throw badInput(['input', 'until'], 'Must be after from.')
  if (until.getTime() - from.getTime() > most * 24 * 3_600_000)
    throw badInput(['input', 'until'], `At most ${most} days after from.`)
  return totalRecords(ctx.db, seen, period, timeZone)
}

/**
 * The filter, narrowed to what the caller may see: their customers' records wherever they charged, or else those of their stations. A customer
 * or a station of somebody else is answered like one that does not exist.
 */
async function within(ctx: Context, { customers, ...filter }: WantedRecords, at = 'filter'): Promise<RecordFilter> {
  const { userId, roles } = requireOperator(ctx.caller, 'billing:read')
  if (roles.includes('ADMIN')) return filter
  if (filter.customerId != null && !(await customerOf(ctx, { user_id: filter.customerId }, 'billing:read')))
    throw notFound('customer', [at, 'customerId'])
  if (filter.customerId != null || customers === true) return { ...filter, partnerId: userId }
  if (filter.stationId != null && (await findStation(ctx.db, filter.stationId))?.operator_id !== userId)
    throw notFound('station', [at, 'stationId'])
  return { ...filter, operatorId: userId }
}
