import type { LettersTexts } from './en.ts'

export const letters: LettersTexts = {
  noToken: 'Deze link is niet compleet. Open hem opnieuw vanuit de mail of kopieer hem helemaal.',
  verify: 'Bevestig je adres',
  verifyNow: 'Dit is mijn adres',
  verified: 'Je adres is bevestigd.',
  toProfile: 'Naar je profiel',
  change: 'Je adres wijzigen',
  changeHint: 'Daarna log je in met het adres waar de mail naartoe ging. Overal elders word je uitgelogd.',
  changeNow: 'Wijzigen',
  changed: 'Je adres is gewijzigd.',
  toSecurity: 'Naar inloggen en beveiliging',
  reset: 'Nieuw wachtwoord instellen',
  resetNow: 'Wachtwoord instellen',
  newPassword: 'Nieuw wachtwoord',
  askAgain: 'Vraag een nieuwe mail aan',
  undo: 'Je oude adres houden',
  undoHint:
    'Iemand wilde een ander adres voor je account. Stel een nieuw wachtwoord in: je adres blijft of komt terug, en iedereen wordt uitgelogd, jij ook.',
  forgot: 'Wachtwoord vergeten?',
  forgotHint: 'We sturen je een link waarmee je een nieuw wachtwoord instelt.',
  forgotNow: 'Link sturen',
  forgotSent: (address) => `Als ${address} een account heeft, is er een mail onderweg. Kijk ook bij de spam.`,
  elsewhere: 'Dit staat in een andere app',
  elsewhereHint:
    'Laadpalen, beoordelingen, uitbetalingen en webhooks staan in de console en het portaal. Open ze met het adres dat je hebt gekregen.',
}
