import { plurals } from '../../../web/i18n/plural.ts'
import type { SlotTexts } from './en.ts'

const count = plurals('de')

export const slots: SlotTexts = {
  slots: {
    title: 'Buchungen',
    none: 'Noch keine Buchung. Öffne eine Ladesäule und wähle eine Zeit.',
    more: 'Mehr zeigen',
    find: 'Ladesäule suchen',
    charger: 'Ladesäule',
    connector: (n) => `Anschluss ${n}`,
    zone: (zone) => `Zeiten nach der Uhr dort (${zone}).`,
    heldFrom: (clock, minutes) =>
      `Ab ${clock} für dich freigehalten. Komm bis ${count(minutes, { one: '# Minute', other: '# Minuten' })} nach dem Beginn, sonst bekommen ihn andere.`,
    toSession: 'Zum Ladevorgang',
    costs: 'Wenn du nicht kommst',
    freeUntil: (until) => `Kostenlos stornierbar bis ${until}, danach kann es etwas kosten.`,
    freeNow: 'Jetzt zu stornieren kostet nichts.',
    cancelCosts: (money) => `Jetzt zu stornieren kostet ${money}.`,
    noShowCosts: (money) => `Nicht zu kommen kostet ${money}.`,
    noShowFree: 'Nicht zu kommen kostet nichts. Storniere trotzdem, damit andere laden können.',
    waived: (reason) => `Der Betreiber hat es erlassen: ${reason}`,
    cancel: 'Buchung stornieren',
    sure: 'Diese Buchung stornieren?',
    keep: 'Behalten',
    extend: 'Verlängern',
    extending: 'Wird gefragt …',
    until: 'Bis',
  },
  inbox: {
    title: 'Mitteilungen',
    none: 'Noch nichts. Hier steht, was mit deinen Ladevorgängen, Buchungen und Prämien geschieht.',
    more: 'Mehr zeigen',
    unread: (n) => count(n, { one: '# ungelesen', other: '# ungelesen' }),
    isNew: 'Neu',
    read: 'Als gelesen markieren',
    readAll: 'Alle als gelesen markieren',
    reading: 'Wird gespeichert …',
    open: 'Öffnen',
  },
  slotState: {
    PENDING: 'Dir angeboten',
    RESERVED: 'Gebucht',
    ACTIVE: 'Jetzt für dich frei',
    FULFILLED: 'Genutzt',
    NO_SHOW: 'Nicht genutzt',
    CANCELLED: 'Storniert',
    REJECTED: 'Abgelehnt',
    FAILED: 'Gescheitert',
    LAPSED: 'Angebot vorbei',
  },
  slotReason: {
    OPERATOR: 'Der Betreiber hat sie storniert.',
    EVSE_OUT_OF_ORDER: 'Der Anschluss ist defekt.',
    CHARGER_OFFLINE: 'Die Ladesäule ist nicht verbunden.',
    OCCUPIED: 'Dort lud noch jemand.',
    MOVED: 'Du hast einen gleichen Anschluss am selben Standort.',
  },
  slotFee: {
    NO_SHOW: (money) => `Du bist nicht gekommen: ${money}.`,
    LATE_CANCELLATION: (money) => `Du hast spät storniert: ${money}.`,
  },
}
