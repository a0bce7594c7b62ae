import type { texts as en } from './en.ts'

export const texts = {
  settings: {
    title: 'Einstellungen',
    show: 'Einstellungen zeigen',
    search: 'Name oder ein Teil davon',
    read: 'Neu lesen',
    readAsks: 'Das Gerät wird nach allen Einstellungen gefragt. Laden Sie neu, wenn es geantwortet hat.',
    none: 'Keine Einstellung ist bekannt. Lassen Sie sie neu lesen.',
    readAt: 'Gelesen',
    readOnly: 'nicht zu ändern',
    restart: 'gilt nach Neustart',
    quarantine: 'Nachrichten in Quarantäne',
    noQuarantine: 'Keine. Was das Gerät sagt, ist brauchbar.',
    retry: 'Noch einmal versuchen',
    retryAsks: 'Die Nachricht wird verarbeitet, als käme sie jetzt.',
    dismiss: 'Verwerfen',
    dismissAsks: 'Sie wird nie verarbeitet. Was sie über einen Ladevorgang sagt, ist verloren.',
    why: 'Warum',
  },
} satisfies typeof en
