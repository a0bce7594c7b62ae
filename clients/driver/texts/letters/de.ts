import type { LettersTexts } from './en.ts'

export const letters: LettersTexts = {
  noToken: 'Dieser Link ist nicht vollständig. Öffne ihn noch einmal aus der Mail oder kopiere ihn ganz.',
  verify: 'Adresse bestätigen',
  verifyNow: 'Das ist meine Adresse',
  verified: 'Deine Adresse ist bestätigt.',
  toProfile: 'Zu deinem Profil',
  change: 'Adresse ändern',
  changeHint: 'Danach meldest du dich mit der Adresse an, an die die Mail ging. Überall sonst wirst du abgemeldet.',
  changeNow: 'Ändern',
  changed: 'Deine Adresse ist geändert.',
  toSecurity: 'Zu Anmeldung und Sicherheit',
  reset: 'Neues Passwort festlegen',
  resetNow: 'Passwort festlegen',
  newPassword: 'Neues Passwort',
  askAgain: 'Neue Mail anfordern',
  undo: 'Alte Adresse behalten',
  undoHint:
    'Jemand wollte für dein Konto eine andere Adresse. Lege ein neues Passwort fest: Deine Adresse bleibt oder kommt zurück, und alle werden abgemeldet, auch du.',
  forgot: 'Passwort vergessen?',
  forgotHint: 'Wir schicken dir einen Link, mit dem du ein neues festlegst.',
  forgotNow: 'Link schicken',
  forgotSent: (address) => `Wenn ${address} ein Konto hat, ist eine Mail unterwegs. Sieh auch im Spam nach.`,
  elsewhere: 'Das ist in einer anderen App',
  elsewhereHint:
    'Ladepunkte, Prüfungen, Auszahlungen und Webhooks sind in der Konsole und im Portal. Öffne sie über die Adresse, die du bekommen hast.',
}
