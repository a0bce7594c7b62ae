import type { PrivacyTexts } from './en.ts'

export const privacy: PrivacyTexts = {
  title: 'Datenschutz und deine Daten',
  kept: 'Was gespeichert wird',
  keptLines: [
    'Dein Konto: Name, Adresse, Fahrzeuge, Karten, Anmeldungen und wozu du zugestimmt hast.',
    'Deine Ladevorgänge mit Rechnungen, deine Buchungen und Belohnungen. Rechnungen bleiben, solange das Gesetz es will.',
    'Fotos, die du für Belohnungen geschickt hast, bis du sie löschst oder sie nicht mehr gebraucht werden.',
    'Was dir gesagt wurde, und die Geräte, die Nachrichten bekommen.',
  ],
  keptHere: 'Auf diesem Gerät: was du zuletzt angesehen hast, damit du es ohne Netz lesen kannst. Abmelden löscht es.',
  copy: 'Eine Kopie deiner Daten',
  copyHint: 'Alles, was die Plattform von dir hat, als ein ZIP: Tabellen und Texte, die andere Programme lesen.',
  request: 'Kopie vorbereiten',
  gathering: 'Deine Kopie wird gesammelt.',
  waitingFor: (n) => (n === 1 ? '1 Teil hat noch nicht geantwortet.' : `${n} Teile haben noch nicht geantwortet.`),
  ready: (size, until) => `Deine Kopie ist fertig: ${size}. Sie wird am ${until} gelöscht.`,
  missing: (parts) => `Diese Teile haben nicht rechtzeitig geantwortet und fehlen: ${parts}.`,
  download: 'Herunterladen',
  downloading: (percent) => `Wird heruntergeladen: ${percent}`,
  consents: 'Wozu du zugestimmt hast',
  consentNames: {
    TERMS: 'Die Nutzungsbedingungen',
    MARKETING: 'Neues und Angebote per Mail',
    ANALYTICS: 'Dass die Nutzung der App gemessen wird',
  },
  agreedOn: (day) => `seit ${day}`,
  leave: 'Konto löschen',
  leaveHint:
    'Du hast einige Tage, um zurückzukommen. Danach sind Name, Adresse, Fotos und Nachrichten weg. Rechnungen und Belohnungen bleiben ohne deinen Namen.',
  leaveSure: 'Dein Konto löschen?',
  leaveFollows: 'Auf allen anderen Geräten wirst du jetzt abgemeldet. Wer sich vor dem Tag wieder anmeldet, behält das Konto.',
  stay: 'Konto behalten',
  cancelLeave: 'Mein Konto doch behalten',
  states: {
    CHECKING: () => 'Es wird geprüft, ob etwas im Weg steht.',
    SCHEDULED: (day) => `Dein Konto wird am ${day} gelöscht.`,
    WAITING: () => 'Dein Konto wird gelöscht, sobald beendet ist, was noch läuft.',
    REFUSED: () => 'Dein Konto wurde nicht gelöscht: Zuerst muss etwas beendet werden.',
    CANCELLED: () => 'Du hast dein Konto behalten.',
    DONE: () => 'Dein Konto ist gelöscht.',
  },
}
