import type { ConnectorStatus } from '#lib/events.ts'
import type { Report, Station } from './tables.ts'

const IN_USE: readonly ConnectorStatus[] = ['PREPARING', 'CHARGING', 'SUSPENDED', 'FINISHING', 'RESERVED']
const BROKEN: readonly ConnectorStatus[] = ['UNAVAILABLE', 'FAULTED']

/** How many vehicles can begin to charge at a station now. An EVSE feeds one at a time: one of its connectors in use is the EVSE in use. */
export function freeEvses({ online, evses }: Pick<Station, 'online' | 'evses'>, reports: readonly Report[]): number {
  const whole = reports.find(({ evse_number }) => evse_number === 0)
  if (!online || (whole && BROKEN.includes(whole.status))) return 0
  const free = (evses ?? []).filter(({ number, connectors }) => {
    const own = reports.filter((report) => report.evse_number === number && connectors.includes(report.connector_number))
    return own.some(({ status }) => status === 'AVAILABLE') && !own.some(({ status }) => IN_USE.includes(status))
  })
  return free.length
}
