import { plurals } from '../../../web/i18n/plural.ts'
import type { SlotTexts } from './en.ts'

const count = plurals('fr')

export const slots: SlotTexts = {
  slots: {
    title: 'Réservations',
    none: 'Pas encore de réservation. Ouvrez une borne et choisissez une heure.',
    more: 'Voir plus',
    find: 'Chercher une borne',
    charger: 'Borne',
    connector: (n) => `Prise ${n}`,
    zone: (zone) => `Heures de l’endroit (${zone}).`,
    heldFrom: (clock, minutes) =>
      `Gardée pour vous dès ${clock}. Venez au plus tard ${count(minutes, { one: '# minute', other: '# minutes' })} après le début, sinon elle va à d’autres.`,
    toSession: 'Vers la charge',
    costs: 'Si vous ne venez pas',
    freeUntil: (until) => `Annulation gratuite jusqu’à ${until}, ensuite elle peut être payante.`,
    freeNow: 'Annuler maintenant ne coûte rien.',
    cancelCosts: (money) => `Annuler maintenant coûte ${money}.`,
    noShowCosts: (money) => `Ne pas venir coûte ${money}.`,
    noShowFree: 'Ne pas venir ne coûte rien. Annulez quand même, pour que d’autres puissent charger.',
    waived: (reason) => `L’exploitant y a renoncé : ${reason}`,
    cancel: 'Annuler la réservation',
    sure: 'Annuler cette réservation ?',
    keep: 'La garder',
    extend: 'Prolonger',
    extending: 'Demande en cours …',
    until: 'Jusqu’à',
  },
  inbox: {
    title: 'Messages',
    none: 'Encore rien. Vous lirez ici ce qui arrive à vos charges, réservations et récompenses.',
    more: 'Voir plus',
    unread: (n) => count(n, { one: '# non lu', other: '# non lus' }),
    isNew: 'Nouveau',
    read: 'Marquer comme lu',
    readAll: 'Tout marquer comme lu',
    reading: 'Enregistrement …',
    open: 'Ouvrir',
  },
  slotState: {
    PENDING: 'Proposée',
    RESERVED: 'Réservée',
    ACTIVE: 'Gardée pour vous',
    FULFILLED: 'Utilisée',
    NO_SHOW: 'Non utilisée',
    CANCELLED: 'Annulée',
    REJECTED: 'Refusée',
    FAILED: 'Échouée',
    LAPSED: 'Offre passée',
  },
  slotReason: {
    OPERATOR: 'L’exploitant l’a annulée.',
    EVSE_OUT_OF_ORDER: 'La prise est en panne.',
    CHARGER_OFFLINE: 'La borne n’est pas connectée.',
    OCCUPIED: 'Quelqu’un y chargeait encore.',
    MOVED: 'Vous avez une prise égale au même endroit.',
  },
  slotFee: {
    NO_SHOW: (money) => `Vous n’êtes pas venu : ${money}.`,
    LATE_CANCELLATION: (money) => `Vous avez annulé tard : ${money}.`,
  },
}
