import type { Call } from '../context.ts'
import { deleteUnreported, findReportRequest } from '../report.queries.ts'
import type { Trx } from '../tables.ts'
import { readComponentVariable } from '../wire/component.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { readInteger, readNumber, readText } from '../wire/reported.ts'
import { saveMonitors } from './monitor.queries.ts'

/** A part of the report that GetMonitoringReport has asked for (2.0.1 N02). What nobody asked for is not kept. */
export async function takeMonitoringReport(trx: Trx, { stationId, payload }: Call): Promise<Json> {
  const number = readInteger(payload['requestId'])
  const asked = number === null ? undefined : await findReportRequest(trx, stationId, 'GET_MONITORING_REPORT', number)
  if (number === null || asked === undefined) return {}
  await saveMonitors(trx, stationId, read(stationId, payload['monitor'], number))
  const isWhole = Object.values(asked.input).every((criterion) => criterion === null)
  if (payload['tbc'] !== true && isWhole) await deleteUnreported(trx, 'monitor', stationId, number)
  return {}
}

function read(stationId: string, monitors: unknown, reportedBy: number) {
  return (Array.isArray(monitors) ? monitors : []).filter(isObject).flatMap((monitor) => {
    const about = readComponentVariable(monitor)
    const all = Array.isArray(monitor['variableMonitoring']) ? monitor['variableMonitoring'] : []
    return all.filter(isObject).flatMap((one) => {
      const told = { number: readInteger(one['id']), type: readText(one['type'], 50), value: readNumber(one['value']) }
      const { number, type, value } = told
      if (about === null || number === null || type === null || value === null) return []
      const severity = readInteger(one['severity']) ?? 9
      const only_in_transaction = one['transaction'] === true
      return [{ station_id: stationId, ...about, number, type, value, severity, only_in_transaction, reported_by: reportedBy }]
    })
  })
}
