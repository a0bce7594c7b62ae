import type { ConnectorStatus } from '../../generated/graphql.ts'

const connectorStatus: Record<ConnectorStatus, string> = {
  AVAILABLE: 'Free',
  PREPARING: 'Plugged in',
  CHARGING: 'In use',
  SUSPENDED: 'Paused',
  FINISHING: 'Done, still plugged in',
  RESERVED: 'Kept for somebody',
  UNAVAILABLE: 'Out of use',
  FAULTED: 'Out of order',
  UNKNOWN: 'Not known',
}

export const stationsTexts = {
  connectorStatus,
  stations: {
    title: 'Stations',
    intro: 'The stations that you run, as they are now. A key sees them with the scope “See your stations”.',
    toKeys: 'Clients and keys',
    name: 'A part of the name',
    connection: 'Connection',
    connections: { all: 'All', yes: 'Connected', no: 'Offline' },
    none: 'No station is yours yet. A program registers one with a key that may, or an operator of the platform does.',
    noneSuch: 'No station of yours is like this. Change the filters.',
    online: 'Connected',
    offline: 'Offline',
    lastSeen: (at: string) => `last heard ${at}`,
    uptime: (share: string) => `connected ${share} of the last 30 days`,
    connectors: (name: string) => `Connectors of ${name}`,
    connector: (n: number, power: string) => `${n}: ${power}`,
    error: (n: number, what: string, at: string) => `${what}, connector ${n}, since ${at}`,
    faulted: 'Fault',
    more: 'Show more',
  },
}

export type StationsTexts = typeof stationsTexts
