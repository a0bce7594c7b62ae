import type { Connector, Status } from './tables.ts'

const OCCUPIED: readonly Status[] = ['CHARGING', 'SUSPENDED', 'FINISHING', 'PREPARING', 'RESERVED']
const BROKEN: readonly Status[] = ['UNAVAILABLE', 'FAULTED']

/** The status that a driver sees. What is retired is out of use for good. It is UNKNOWN if the charger is offline, and a station that is down takes its connectors with it. */
export function connectorStatus(connector: Pick<Connector, 'status' | 'retired_at' | 'station_online' | 'station_status'>): Status {
  if (connector.retired_at !== null) return 'UNAVAILABLE'
  if (!connector.station_online) return 'UNKNOWN'
  return BROKEN.includes(connector.station_status) ? connector.station_status : connector.status
}

/** An EVSE feeds one connector at a time. If one is in use, the EVSE is in use; else the best of them counts. */
export function evseStatus(connectors: readonly Parameters<typeof connectorStatus>[0][]): Status {
  const all = connectors.map(connectorStatus)
  return [...OCCUPIED, 'AVAILABLE' as const, ...BROKEN].find((status) => all.includes(status)) ?? 'UNKNOWN'
}
