import type { StationsTexts } from './en.ts'

export const stationsTexts = {
  connectorStatus: {
    AVAILABLE: 'Frei',
    PREPARING: 'Eingesteckt',
    CHARGING: 'Belegt',
    SUSPENDED: 'Unterbrochen',
    FINISHING: 'Fertig, noch eingesteckt',
    RESERVED: 'Für jemanden freigehalten',
    UNAVAILABLE: 'Außer Betrieb',
    FAULTED: 'Gestört',
    UNKNOWN: 'Nicht bekannt',
  },
  stations: {
    title: 'Stationen',
    intro: 'Die Stationen, die Sie betreiben, wie sie jetzt sind. Ein Schlüssel sieht sie mit dem Recht „Ihre Stationen sehen“.',
    toKeys: 'Clients und Schlüssel',
    name: 'Ein Teil des Namens',
    connection: 'Verbindung',
    connections: { all: 'Alle', yes: 'Verbunden', no: 'Offline' },
    none: 'Noch gehört Ihnen keine Station. Ein Programm meldet eine mit einem Schlüssel an, der das darf, oder ein Betreiber der Plattform tut es.',
    noneSuch: 'Keine Ihrer Stationen ist so. Ändern Sie die Filter.',
    online: 'Verbunden',
    offline: 'Offline',
    lastSeen: (at: string) => `zuletzt gehört ${at}`,
    uptime: (share: string) => `${share} der letzten 30 Tage verbunden`,
    connectors: (name: string) => `Anschlüsse von ${name}`,
    connector: (n: number, power: string) => `${n}: ${power}`,
    error: (n: number, what: string, at: string) => `${what}, Anschluss ${n}, seit ${at}`,
    faulted: 'Störung',
    more: 'Mehr zeigen',
  },
} satisfies StationsTexts
