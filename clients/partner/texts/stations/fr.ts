import type { StationsTexts } from './en.ts'

export const stationsTexts = {
  connectorStatus: {
    AVAILABLE: 'Libre',
    PREPARING: 'Branché',
    CHARGING: 'Occupé',
    SUSPENDED: 'En pause',
    FINISHING: 'Fini, encore branché',
    RESERVED: 'Gardé pour quelqu’un',
    UNAVAILABLE: 'Hors service',
    FAULTED: 'En panne',
    UNKNOWN: 'Inconnu',
  },
  stations: {
    title: 'Stations',
    intro: 'Les stations que vous exploitez, telles qu’elles sont. Une clé les voit avec le droit « Voir vos stations ».',
    toKeys: 'Clients et clés',
    name: 'Une partie du nom',
    connection: 'Connexion',
    connections: { all: 'Toutes', yes: 'Connectées', no: 'Hors ligne' },
    none: 'Aucune station n’est encore à vous. Un programme en inscrit une avec une clé qui le peut, ou un exploitant de la plateforme le fait.',
    noneSuch: 'Aucune de vos stations n’est ainsi. Changez les filtres.',
    online: 'Connectée',
    offline: 'Hors ligne',
    lastSeen: (at: string) => `entendue le ${at}`,
    uptime: (share: string) => `connectée ${share} des 30 derniers jours`,
    connectors: (name: string) => `Prises de ${name}`,
    connector: (n: number, power: string) => `${n} : ${power}`,
    error: (n: number, what: string, at: string) => `${what}, prise ${n}, depuis le ${at}`,
    faulted: 'Panne',
    more: 'Montrer plus',
  },
} satisfies StationsTexts
