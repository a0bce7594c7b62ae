import type { PrivacyTexts } from './en.ts'

export const privacy: PrivacyTexts = {
  title: 'Datenschutz und Ihre Daten',
  kept: 'Was gespeichert wird',
  keptLines: [
    'Ihr Konto: Name, Adresse, Fahrzeuge, Karten, Anmeldungen und wozu Sie zugestimmt haben.',
    'Ihre Ladevorgänge mit Rechnungen, Ihre Buchungen und Belohnungen. Rechnungen bleiben, solange das Gesetz es will.',
    'Fotos, die Sie für Belohnungen geschickt haben, bis Sie sie löschen oder sie nicht mehr gebraucht werden.',
    'Was Ihnen gesagt wurde, und die Geräte, die Nachrichten bekommen.',
  ],
  keptHere: 'Auf diesem Gerät: was Sie zuletzt angesehen haben, damit Sie es ohne Netz lesen können. Abmelden löscht es.',
  copy: 'Eine Kopie Ihrer Daten',
  copyHint: 'Alles, was die Plattform von Ihnen hat, als ein ZIP: Tabellen und Texte, die andere Programme lesen.',
  request: 'Kopie vorbereiten',
  gathering: 'Ihre Kopie wird gesammelt.',
  waitingFor: (n) => (n === 1 ? '1 Teil hat noch nicht geantwortet.' : `${n} Teile haben noch nicht geantwortet.`),
  ready: (size, until) => `Ihre Kopie ist fertig: ${size}. Sie wird am ${until} gelöscht.`,
  missing: (parts) => `Diese Teile haben nicht rechtzeitig geantwortet und fehlen: ${parts}.`,
  download: 'Herunterladen',
  downloading: (percent) => `Wird heruntergeladen: ${percent}`,
  consents: 'Wozu Sie zugestimmt haben',
  consentNames: {
    TERMS: 'Die Nutzungsbedingungen',
    MARKETING: 'Neues und Angebote per Mail',
    ANALYTICS: 'Dass die Nutzung der App gemessen wird',
  },
  agreedOn: (day) => `seit ${day}`,
  leave: 'Konto löschen',
  leaveHint:
    'Sie haben einige Tage, um zurückzukommen. Danach sind Name, Adresse, Fotos und Nachrichten weg. Rechnungen und Belohnungen bleiben ohne Ihren Namen.',
  leaveSure: 'Ihr Konto löschen?',
  leaveFollows: 'Auf allen anderen Geräten werden Sie jetzt abgemeldet. Wer sich vor dem Tag wieder anmeldet, behält das Konto.',
  stay: 'Konto behalten',
  cancelLeave: 'Mein Konto doch behalten',
  states: {
    CHECKING: () => 'Es wird geprüft, ob etwas im Weg steht.',
    SCHEDULED: (day) => `Ihr Konto wird am ${day} gelöscht.`,
    WAITING: () => 'Ihr Konto wird gelöscht, sobald beendet ist, was noch läuft.',
    REFUSED: () => 'Ihr Konto wurde nicht gelöscht: Zuerst muss etwas beendet werden.',
    CANCELLED: () => 'Sie haben Ihr Konto behalten.',
    DONE: () => 'Ihr Konto ist gelöscht.',
  },
}
