import { plurals } from '../../../web/i18n/plural.ts'
import type { MapTexts } from './en.ts'

const count = plurals('de')

export const map: MapTexts = {
  show: 'Karte zeigen',
  hide: 'Karte ausblenden',
  region: 'Karte der Ladesäulen; die Liste daneben hat sie alle',
  legend: 'Was die Formen bedeuten',
  pins: { free: 'frei, und wie viele', busy: 'besetzt', out: 'defekt oder nicht verbunden', many: 'mehrere Standorte' },
  drawn: 'Länder: Natural Earth. Die Stadt und ihre Straßen sind für die Demo gezeichnet. Es gibt sie so nicht.',
  noMap: 'Dieser Browser kann die Karte nicht zeichnen. Die Liste hat jede Ladesäule.',
  open: 'Öffnen',
  looking: 'Ihr Standort wird gesucht …',
  refusals: {
    denied:
      'Sie haben dieser Seite nicht erlaubt, Ihren Standort zu kennen. Erlauben Sie es im Browser, oder suchen Sie nach Namen oder auf der Karte.',
    notFound: 'Ihr Standort wurde nicht gefunden. Versuchen Sie es noch einmal, oder suchen Sie nach Namen oder auf der Karte.',
  },
  plug: 'Stecker',
  anyPlug: 'jeder Stecker',
  fits: (name, plugs) => `${name} (${plugs})`,
  openNow: 'Jetzt geöffnet',
  filters: (n) => (n === 0 ? 'Filter' : `Filter, ${n} an`),
  price: (currency) => `Preis je kWh, höchstens (${currency})`,
  clear: 'Filter löschen',
  everywhere: 'Überall suchen',
  foundMore: (n) => count(n, { one: 'mehr als # Standort', other: 'mehr als # Standorte' }),
  from: {
    reader: 'Entfernungen von Ihnen aus',
    middle: 'Entfernungen von der Mitte der Karte',
    start: 'Entfernungen von der Stadtmitte',
  },
  showMore: 'Mehr zeigen',
  favourite: 'Favorit:',
  states: { free: 'Frei', busy: 'Besetzt', out: 'Defekt', unknown: 'Nicht verbunden' },
}
