import type { PrivacyTexts } from './en.ts'

export const privacy: PrivacyTexts = {
  title: 'Privacy en je gegevens',
  kept: 'Wat wordt bewaard',
  keptLines: [
    'Je account: naam, adres, auto’s, passen, aanmeldingen en waar je mee akkoord bent.',
    'Je laadsessies met rekeningen, je boekingen en je beloningen. Rekeningen blijven zo lang de wet dat wil.',
    'Foto’s die je voor beloningen stuurde, tot je ze wist of ze niet meer nodig zijn.',
    'Wat je te horen kreeg, en de apparaten die berichten krijgen.',
  ],
  keptHere: 'Op dit apparaat: wat je het laatst hebt bekeken, zodat je het zonder netwerk kunt lezen. Uitloggen wist het.',
  copy: 'Een kopie van je gegevens',
  copyHint: 'Alles wat het platform van je heeft, als één ZIP: tabellen en teksten die andere programma’s kunnen lezen.',
  request: 'Kopie klaarmaken',
  gathering: 'Je kopie wordt verzameld.',
  waitingFor: (n) => (n === 1 ? '1 onderdeel heeft nog niet geantwoord.' : `${n} onderdelen hebben nog niet geantwoord.`),
  ready: (size, until) => `Je kopie is klaar: ${size}. Ze wordt gewist op ${until}.`,
  missing: (parts) => `Deze onderdelen antwoordden niet op tijd en ontbreken: ${parts}.`,
  download: 'Downloaden',
  downloading: (percent) => `Downloaden: ${percent}`,
  consents: 'Waar je mee akkoord bent',
  consentNames: {
    TERMS: 'De gebruiksvoorwaarden',
    MARKETING: 'Nieuws en aanbiedingen per mail',
    ANALYTICS: 'Dat het gebruik van de app wordt gemeten',
  },
  agreedOn: (day) => `sinds ${day}`,
  leave: 'Account verwijderen',
  leaveHint:
    'Je hebt enkele dagen om terug te komen. Daarna zijn je naam, adres, foto’s en berichten weg. Rekeningen en beloningen blijven zonder je naam.',
  leaveSure: 'Je account verwijderen?',
  leaveFollows: 'Op alle andere apparaten word je nu uitgelogd. Wie voor die dag weer inlogt, houdt het account.',
  stay: 'Account houden',
  cancelLeave: 'Mijn account toch houden',
  states: {
    CHECKING: () => 'Er wordt gekeken of er iets in de weg staat.',
    SCHEDULED: (day) => `Je account wordt verwijderd op ${day}.`,
    WAITING: () => 'Je account wordt verwijderd zodra wat nog loopt is afgerond.',
    REFUSED: () => 'Je account is niet verwijderd: er moet eerst iets worden afgerond.',
    CANCELLED: () => 'Je hebt je account gehouden.',
    DONE: () => 'Je account is verwijderd.',
  },
}
