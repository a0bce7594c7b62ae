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
  looking: 'Dein Standort wird gesucht …',
  refusals: {
    denied:
      'Du hast dieser Seite nicht erlaubt, deinen Standort zu kennen. Erlaube es im Browser, oder suche nach Namen oder auf der Karte.',
    notFound: 'Dein Standort wurde nicht gefunden. Versuche es noch einmal, oder suche nach Namen oder auf der Karte.',
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
    reader: 'Entfernungen von dir aus',
    middle: 'Entfernungen von der Mitte der Karte',
    start: 'Entfernungen von der Stadtmitte',
  },
  showMore: 'Mehr zeigen',
  favourite: 'Favorit:',
  states: { free: 'Frei', busy: 'Besetzt', out: 'Defekt', unknown: 'Nicht verbunden' },
}
