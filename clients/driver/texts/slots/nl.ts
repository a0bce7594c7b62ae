import { plurals } from '../../../web/i18n/plural.ts'
import type { SlotTexts } from './en.ts'

const count = plurals('nl')

export const slots: SlotTexts = {
  slots: {
    title: 'Boekingen',
    none: 'Nog geen boeking. Open een laadpaal en kies een tijd.',
    more: 'Meer tonen',
    find: 'Zoek een laadpaal',
    charger: 'Laadpaal',
    connector: (n) => `Aansluiting ${n}`,
    zone: (zone) => `Tijden volgens de klok daar (${zone}).`,
    heldFrom: (clock, minutes) =>
      `Vanaf ${clock} voor jou vastgehouden. Kom binnen ${count(minutes, { one: '# minuut', other: '# minuten' })} na het begin, anders gaat hij naar anderen.`,
    toSession: 'Naar de sessie',
    costs: 'Als je niet komt',
    freeUntil: (until) => `Gratis af te zeggen tot ${until}, daarna kan het iets kosten.`,
    freeNow: 'Nu afzeggen kost niets.',
    cancelCosts: (money) => `Nu afzeggen kost ${money}.`,
    noShowCosts: (money) => `Niet komen kost ${money}.`,
    noShowFree: 'Niet komen kost niets. Zeg toch af, dan kunnen anderen laden.',
    waived: (reason) => `De exploitant heeft het kwijtgescholden: ${reason}`,
    cancel: 'Boeking afzeggen',
    sure: 'Deze boeking afzeggen?',
    keep: 'Behouden',
    extend: 'Langer blijven',
    extending: 'Wordt gevraagd …',
    until: 'Tot',
  },
  inbox: {
    title: 'Berichten',
    none: 'Nog niets. Hier lees je wat er met je sessies, boekingen en beloningen gebeurt.',
    more: 'Meer tonen',
    unread: (n) => count(n, { one: '# ongelezen', other: '# ongelezen' }),
    isNew: 'Nieuw',
    read: 'Markeer als gelezen',
    readAll: 'Alles als gelezen markeren',
    reading: 'Wordt bewaard …',
    open: 'Openen',
  },
  slotState: {
    PENDING: 'Aan jou aangeboden',
    RESERVED: 'Geboekt',
    ACTIVE: 'Nu voor jou vrijgehouden',
    FULFILLED: 'Gebruikt',
    NO_SHOW: 'Niet gebruikt',
    CANCELLED: 'Afgezegd',
    REJECTED: 'Geweigerd',
    FAILED: 'Mislukt',
    LAPSED: 'Aanbod voorbij',
  },
  slotReason: {
    OPERATOR: 'De exploitant heeft hem afgezegd.',
    EVSE_OUT_OF_ORDER: 'De aansluiting is defect.',
    CHARGER_OFFLINE: 'De laadpaal is niet verbonden.',
    OCCUPIED: 'Er laadde daar nog iemand.',
    MOVED: 'Je hebt een gelijke aansluiting op dezelfde locatie.',
  },
  slotFee: {
    NO_SHOW: (money) => `Je kwam niet: ${money}.`,
    LATE_CANCELLATION: (money) => `Je zei laat af: ${money}.`,
  },
}
