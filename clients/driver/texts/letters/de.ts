import type { LettersTexts } from './en.ts'

export const letters: LettersTexts = {
  noToken: 'Dieser Link ist nicht vollständig. Öffnen Sie ihn noch einmal aus der Mail oder kopieren Sie ihn ganz.',
  verify: 'Adresse bestätigen',
  verifyNow: 'Das ist meine Adresse',
  verified: 'Ihre Adresse ist bestätigt.',
  toProfile: 'Zu Ihrem Profil',
  change: 'Adresse ändern',
  changeHint: 'Danach melden Sie sich mit der Adresse an, an die die Mail ging. Überall sonst werden Sie abgemeldet.',
  changeNow: 'Ändern',
  changed: 'Ihre Adresse ist geändert.',
  toSecurity: 'Zu Anmeldung und Sicherheit',
  reset: 'Neues Passwort festlegen',
  resetNow: 'Passwort festlegen',
  newPassword: 'Neues Passwort',
  askAgain: 'Neue Mail anfordern',
  undo: 'Alte Adresse behalten',
  undoHint:
    'Jemand wollte für Ihr Konto eine andere Adresse. Legen Sie ein neues Passwort fest: Ihre Adresse bleibt oder kommt zurück, und alle werden abgemeldet, auch Sie.',
  forgot: 'Passwort vergessen?',
  forgotHint: 'Wir schicken Ihnen einen Link, mit dem Sie ein neues festlegen.',
  forgotNow: 'Link schicken',
  forgotSent: (address) => `Wenn ${address} ein Konto hat, ist eine Mail unterwegs. Sehen Sie auch im Spam nach.`,
  elsewhere: 'Das ist in einer anderen App',
  elsewhereHint:
    'Ladepunkte, Prüfungen, Auszahlungen und Webhooks sind in der Konsole und im Portal. Öffnen Sie sie über die Adresse, die Sie bekommen haben.',
}
