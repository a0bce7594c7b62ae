import type { places as enPlaces, texts as en } from './en.ts'

export const places = {
  overview: 'Overzicht',
  models: 'Modellen',
  rewards: 'Beloningen',
  settlement: 'Uitbetaling',
  payments: 'Betalingen',
  users: 'Gebruikers',
  audit: 'Logboek',
  messages: 'Berichten',
} satisfies typeof enPlaces

export const texts = {
  desk: {
    onlyFor: (roles: string) => `Deze pagina is voor: ${roles}.`,
    askForRole: 'Vraag een beheerder om de rol en meld je opnieuw aan.',
    more: 'Meer tonen',
    back: 'Terug',
    reason: 'Waarom? Het wordt in het logboek bewaard.',
    all: 'Alle',
    never: 'Nooit',
    apply: 'Tonen',
  },
  role: {
    DRIVER: 'Bestuurder',
    OPERATOR: 'Exploitant',
    ADMIN: 'Beheerder',
    PARTNER: 'Partner',
    REVIEWER: 'Beoordelaar',
    CORPORATE: 'Bedrijf',
    TREASURER: 'Penningmeester',
    COMPLIANCE: 'Toezicht',
  },
} satisfies typeof en
