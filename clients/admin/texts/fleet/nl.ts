import type { texts as en } from './en.ts'
import { plurals } from '../../../web/i18n/plural.ts'

const count = plurals('nl')

export const texts = {
  fleet: {
    bulks: 'Opdrachten aan veel laders',
    noBulks: 'Er is nog niets aan veel laders gevraagd. Selecteer er een aantal bij de laadpunten.',
    faults: 'Storingen',
    faulted: 'Met een storing',
    select: 'Kies',
    state: 'Toestand',
    selectLoaded: 'Alle getoonde kiezen',
    selectNone: 'Geen kiezen',
    allThatFit: 'Alle die bij de filters passen',
    selected: (shown: string) => `Gekozen: ${shown}`,
    chargers: (n: number) => count(n, { one: '# lader', other: '# laders' }),
    command: 'Opdracht',
    ask: (shown: string) => `Vraag het ${shown}`,
    wishes: {
      RESET: 'Zacht herstarten',
      HEARTBEAT: 'Teken van leven vragen',
      STATUS: 'Toestand van aansluitingen vragen',
      INTO_SERVICE: 'In gebruik nemen',
      OUT_OF_SERVICE: 'Buiten gebruik stellen',
    },
    asks: {
      RESET: 'Ze ronden netjes af wat loopt en herstarten dan, 60 per minuut. Het pauzeert vanzelf als de helft mislukt.',
      HEARTBEAT: 'Elke lader geeft een teken van leven.',
      STATUS: 'Elke lader zegt hoe zijn aansluitingen zijn.',
      INTO_SERVICE: 'Bestuurders kunnen er weer laden.',
      OUT_OF_SERVICE: 'Niemand kan er beginnen met laden tot ze weer in gebruik zijn.',
    },
    states: { RUNNING: 'Bezig', PAUSED: 'Gepauzeerd', DONE: 'Klaar', CANCELLED: 'Afgeblazen' },
    progress: (done: number, of: number) => `${done} van ${of} klaar`,
    first: 'Eerst alleen gevraagd:',
    counts: 'Per toestand',
    results: 'Elke lader',
    noResults: 'Geen lader is in deze toestand.',
    pause: 'Pauzeren',
    resume: 'Doorgaan',
    callOff: 'Afblazen',
    callOffAsks: 'Laders die nog niet gevraagd zijn, worden niet meer gevraagd. De andere antwoorden nog.',
  },
} satisfies typeof en
