import { hasRole, requireRole, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { connectors } from '../connector.queries.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { shownTo } from '../guests/shown.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import { stations } from '../station.queries.ts'
import { owns } from '../station.ts'
import type { FaultKind, FaultReport, Station, Trx } from '../tables.ts'
import {
  insertReport,
  listReports,
  lockReport,
  lockReportsOf,
  openReport,
  reports,
  reportsOfDay,
  resolveReport,
  type FaultFilter,
} from './fault.queries.ts'

/** Tells the operator that something is wrong with a connector. While a report of the caller's on it is open, that one is the answer. */
export function reportFault(ctx: Context, input: { connectorId: string; kind: FaultKind; text: string }): Promise<FaultReport> {
  const { userId } = requireUser(ctx.caller)
  return ctx.db.transaction().execute(async (trx) => {
    const [connector] = await connectors(trx, [input.connectorId])
    const [shown] = connector ? await shownTo(trx, ctx.caller, await stations(trx, [connector.station_id])) : []
    if (!connector || !shown) throw notFound('connector', ['input', 'connectorId'])
    await lockReportsOf(trx, userId)
    const before = await openReport(trx, userId, connector.id)
    if (before) return before
    if ((await reportsOfDay(trx, userId)) >= STATIONS_LIMITS.faultsPerDay)
      throw refuse('RATE_LIMITED', `You can report ${STATIONS_LIMITS.faultsPerDay} faults a day. Try again tomorrow.`)
    const place = { station_id: connector.station_id, connector_id: connector.id }
    const report = await insertReport(trx, { id: newId(), ...place, user_id: userId, kind: input.kind, text: input.text })
    const { operator_id: operatorId } = await stationOf(trx, report)
    await emit(trx, 'stations.fault.reported', report.id, {
      reportId: report.id,
      stationId: report.station_id,
      connectorId: report.connector_id,
      operatorId,
      userId,
      kind: report.kind,
    })
    return report
  })
}

/** Closes a report at a station of the caller's. One that is closed stays as it is. */
export function resolveFaultReport(
  ctx: Context,
  input: { reportId: string; note?: string | null | undefined },
): Promise<FaultReport> {
  const caller = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  return ctx.db.transaction().execute(async (trx) => {
    const report = await lockReport(trx, input.reportId)
    const station = report && (await stationOf(trx, report))
    if (!report || !station || !owns(caller, station)) throw notFound('report', ['input', 'reportId'])
    if (report.resolved_at !== null) return report
    const resolved = await resolveReport(trx, report.id, { resolved_by: caller.userId, note: input.note ?? null })
    await audit(trx, caller.userId, 'fault-report.resolved', report.id, { stationId: station.id })
    await emit(trx, 'stations.fault.resolved', report.id, {
      reportId: report.id,
      stationId: station.id,
      operatorId: station.operator_id,
      userId: report.user_id,
    })
    return resolved
  })
}

/** Reports at the stations that the caller operates, at any for an admin, the newest first. */
export async function faultReports(
  { caller, db }: Context,
  filter: Pick<FaultFilter, 'stationId' | 'open'>,
  args: PageArgs,
): Promise<Page<FaultReport>> {
  const user = requireRole(caller, 'OPERATOR', 'ADMIN')
  if (filter.stationId != null) {
    const [station] = await stations(db, [filter.stationId])
    if (!station || !owns(user, station)) throw notFound('station', ['filter', 'stationId'])
  }
  const own = hasRole(user, 'ADMIN') ? {} : { operatorId: user.userId }
  return idPage(args, (page) => listReports(db, { ...filter, ...own }, page))
}

/** The caller's own reports, the newest first. */
export function ownFaultReports({ caller, db }: Context, args: PageArgs): Promise<Page<FaultReport>> {
  const { userId } = requireUser(caller)
  return idPage(args, (page) => listReports(db, { userId }, page))
}

/** Each report at the stations that the caller operates, at any for an admin, from now on: when it comes, and when it is closed. */
export function watchFaultReports({ caller, bus, db }: Context): AsyncGenerator<FaultReport, void, void> {
  const user = requireRole(caller, 'OPERATOR', 'ADMIN')
  return liveStream<FaultReport, 'stations.fault.reported' | 'stations.fault.resolved'>({
    bus,
    names: ['stations.fault.reported', 'stations.fault.resolved'],
    matches: ({ data }) => hasRole(user, 'ADMIN') || data.operatorId === user.userId,
    things: { first: () => Promise.resolve([]), of: ({ data }) => data.reportId },
    read: async (id) => (await reports(db, [id]))[0] ?? null,
  })
}

async function stationOf(trx: Trx, report: FaultReport): Promise<Station> {
  const [station] = await stations(trx, [report.station_id])
  if (!station) throw new Error('A report has lost its station, though none ever goes.')
  return station
}
