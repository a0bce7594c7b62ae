import type { places as enPlaces, texts as en } from './en.ts'

export const places = {
  overview: 'Übersicht',
  models: 'Modelle',
  rewards: 'Prämien',
  settlement: 'Auszahlung',
  payments: 'Zahlungen',
  users: 'Benutzer',
  audit: 'Protokoll',
  messages: 'Nachrichten',
} satisfies typeof enPlaces

export const texts = {
  desk: {
    onlyFor: (roles: string) => `Diese Seite ist für: ${roles}.`,
    askForRole: 'Bitten Sie einen Administrator um die Rolle und melden Sie sich neu an.',
    more: 'Mehr zeigen',
    back: 'Zurück',
    reason: 'Warum? Es wird im Protokoll aufbewahrt.',
    all: 'Alle',
    never: 'Nie',
    apply: 'Zeigen',
  },
  role: {
    DRIVER: 'Fahrer',
    OPERATOR: 'Betreiber',
    ADMIN: 'Administrator',
    PARTNER: 'Partner',
    REVIEWER: 'Prüfer',
    CORPORATE: 'Firma',
    TREASURER: 'Schatzmeister',
    COMPLIANCE: 'Aufsicht',
  },
} satisfies typeof en
