import type { texts as en } from './en.ts'
import { plurals } from '../../../web/i18n/plural.ts'

const count = plurals('de')

export const texts = {
  fleet: {
    bulks: 'Befehle an viele Geräte',
    noBulks: 'Noch nichts wurde von vielen Geräten verlangt. Wählen Sie einige bei den Ladepunkten aus.',
    faults: 'Störungen',
    faulted: 'Mit Störung',
    select: 'Wahl',
    state: 'Zustand',
    selectLoaded: 'Alle gezeigten wählen',
    selectNone: 'Keine wählen',
    allThatFit: 'Alle, die zu den Filtern passen',
    selected: (shown: string) => `Gewählt: ${shown}`,
    chargers: (n: number) => count(n, { one: '# Gerät', other: '# Geräte' }),
    command: 'Befehl',
    ask: (shown: string) => `${shown} auffordern`,
    wishes: {
      RESET: 'Sanft neu starten',
      HEARTBEAT: 'Lebenszeichen verlangen',
      STATUS: 'Zustand der Anschlüsse verlangen',
      INTO_SERVICE: 'In Betrieb nehmen',
      OUT_OF_SERVICE: 'Außer Betrieb nehmen',
    },
    asks: {
      RESET:
        'Sie beenden ordentlich, was läuft, und starten dann neu, 60 je Minute. Es hält von selbst an, wenn die Hälfte scheitert.',
      HEARTBEAT: 'Jedes Gerät gibt ein Lebenszeichen.',
      STATUS: 'Jedes Gerät sagt, wie seine Anschlüsse sind.',
      INTO_SERVICE: 'Fahrer können dort wieder laden.',
      OUT_OF_SERVICE: 'Niemand kann dort zu laden beginnen, bis sie wieder in Betrieb sind.',
    },
    states: { RUNNING: 'Läuft', PAUSED: 'Angehalten', DONE: 'Fertig', CANCELLED: 'Abgebrochen' },
    progress: (done: number, of: number) => `${done} von ${of} fertig`,
    first: 'Zuerst einzeln gefragt:',
    counts: 'Nach Zustand',
    results: 'Jedes Gerät',
    noResults: 'Kein Gerät ist in diesem Zustand.',
    pause: 'Anhalten',
    resume: 'Weitermachen',
    callOff: 'Abbrechen',
    callOffAsks: 'Geräte, die noch nicht gefragt sind, werden nicht mehr gefragt. Die anderen antworten noch.',
  },
} satisfies typeof en
