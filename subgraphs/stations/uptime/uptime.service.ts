import { hasRole, requireOperator } from '#lib/access.ts'
import type { CsvColumns } from '#lib/csv/csv.ts'
import { csvTable, type CsvTable } from '#lib/csv/table.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { isDayPart, isIdPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import { stations } from '../station.queries.ts'
import { owns } from '../station.ts'
import { uptimeDays, uptimeTotal, type DayRow, type StateTimes, type UptimeOf } from './uptime.queries.ts'

export interface UptimeInput {
  stationId?: string | null | undefined
  from: string
  until: string
}

export interface UptimePage extends Page<DayRow> {
  total: () => Promise<StateTimes>
}

/** How long the connectors of the caller's stations were up on each day, of one station or of all; of any for an admin. */
export async function stationUptime(ctx: Context, input: UptimeInput, args: PageArgs): Promise<UptimePage> {
  const of = await uptimeSeen(ctx, input)
  return { ...(await pageOf(ctx, of, args)), total: () => uptimeTotal(ctx.db, of) }
}

/** The same as CSV, in parts of some thousands. */
export async function uptimeTable(ctx: Context, input: UptimeInput, after: string | null): Promise<CsvTable> {
  const of = await uptimeSeen(ctx, input)
  return csvTable(COLUMNS, after, (args) => pageOf(ctx, of, args))
}

const COLUMNS: CsvColumns<DayRow> = {
  day: ({ day }) => day,
  station: ({ station_id: station }) => station,
  name: ({ station_name: name }) => name,
  evse: ({ evse_number: evse }) => evse,
  connector: ({ connector_number: connector }) => connector,
  up_s: ({ up_ms: ms }) => Math.round(ms / 1_000),
  unavailable_s: ({ unavailable_ms: ms }) => Math.round(ms / 1_000),
  faulted_s: ({ faulted_ms: ms }) => Math.round(ms / 1_000),
  offline_s: ({ offline_ms: ms }) => Math.round(ms / 1_000),
  outages: ({ outages }) => outages,
}

const pageOf = ({ db }: Context, of: UptimeOf, args: PageArgs): Promise<Page<DayRow>> =>
  keysetPage({
    args,
    fetch: (request) => uptimeDays(db, of, request),
    key: (row) => [row.connector_id, row.day],
    parts: [isIdPart, isDayPart],
  })

/** What is asked for, narrowed to what the caller may see. A station of somebody else is answered like one that does not exist. */
async function uptimeSeen({ caller, db }: Context, { stationId, from, until }: UptimeInput): Promise<UptimeOf> {
  const user = requireOperator(caller, 'stations:read')
  const most = STATIONS_LIMITS.uptimeRangeDays
  if (until <= from) throw badInput(['input', 'until'], 'Must be after from.')
  if (Date.parse(until) - Date.parse(from) > most * 24 * 3_600_000)
    throw badInput(['input', 'until'], `At most ${most} days after from.`)
  if (stationId != null) {
    const [station] = await stations(db, [stationId])
    if (!station || !owns(caller, station)) throw notFound('station', ['input', 'stationId'])
  }
  return { operatorId: hasRole(user, 'ADMIN') ? null : user.userId, stationId: stationId ?? null, from, until }
}
