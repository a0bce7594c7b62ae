import type { Connector, Evse, Report } from '../tables.ts'

const BROKEN: readonly Report['status'][] = ['UNAVAILABLE', 'FAULTED']

/** Whether the charger says that an EVSE can charge nobody: of itself as a whole, or of each connector of the EVSE that is in use. */
export function isBroken({ id, number }: Evse, connectors: readonly Connector[], reports: readonly Report[]): boolean {
  if (reports.some(({ evse_number, status }) => evse_number === 0 && BROKEN.includes(status))) return true
  const own = connectors.filter(({ evse_id, retired }) => evse_id === id && !retired)
  const said = own.map((connector) =>
    reports.find((report) => report.evse_number === number && report.connector_number === connector.number),
  )
  return said.length > 0 && said.every((report) => report !== undefined && BROKEN.includes(report.status))
}
