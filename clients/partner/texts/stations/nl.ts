import type { StationsTexts } from './en.ts'

export const stationsTexts = {
  connectorStatus: {
    AVAILABLE: 'Vrij',
    PREPARING: 'Aangesloten',
    CHARGING: 'Bezet',
    SUSPENDED: 'Onderbroken',
    FINISHING: 'Klaar, nog aangesloten',
    RESERVED: 'Vastgehouden voor iemand',
    UNAVAILABLE: 'Buiten gebruik',
    FAULTED: 'Defect',
    UNKNOWN: 'Onbekend',
  },
  stations: {
    title: 'Stations',
    intro: 'De stations die je uitbaat, zoals ze nu zijn. Een sleutel ziet ze met het recht “Je stations zien”.',
    toKeys: 'Clients en sleutels',
    name: 'Een deel van de naam',
    connection: 'Verbinding',
    connections: { all: 'Alle', yes: 'Verbonden', no: 'Offline' },
    none: 'Er is nog geen station van jou. Een programma meldt er een aan met een sleutel die dat mag, of een beheerder van het platform doet het.',
    noneSuch: 'Geen station van jou is zo. Wijzig de filters.',
    online: 'Verbonden',
    offline: 'Offline',
    lastSeen: (at: string) => `laatst gehoord ${at}`,
    uptime: (share: string) => `${share} van de laatste 30 dagen verbonden`,
    connectors: (name: string) => `Aansluitingen van ${name}`,
    connector: (n: number, power: string) => `${n}: ${power}`,
    error: (n: number, what: string, at: string) => `${what}, aansluiting ${n}, sinds ${at}`,
    faulted: 'Storing',
    more: 'Meer tonen',
  },
} satisfies StationsTexts
