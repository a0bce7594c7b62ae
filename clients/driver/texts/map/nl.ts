import { plurals } from '../../../web/i18n/plural.ts'
import type { MapTexts } from './en.ts'

const count = plurals('nl')

export const map: MapTexts = {
  show: 'Kaart tonen',
  hide: 'Kaart verbergen',
  region: 'Kaart met laadpalen; de lijst ernaast heeft ze allemaal',
  legend: 'Wat de vormen betekenen',
  pins: { free: 'vrij, en hoeveel', busy: 'bezet', out: 'defect of niet verbonden', many: 'meer locaties' },
  drawn: 'Landen: Natural Earth. De stad en haar straten zijn getekend voor de demo. Ze bestaan niet echt.',
  noMap: 'Deze browser kan de kaart niet tekenen. De lijst heeft elke laadpaal.',
  open: 'Openen',
  looking: 'We zoeken je plek …',
  refusals: {
    denied: 'Je hebt deze pagina niet toegestaan je plek te weten. Sta het toe in de browser, of zoek op naam of op de kaart.',
    notFound: 'Je plek is niet gevonden. Probeer het opnieuw, of zoek op naam of op de kaart.',
  },
  plug: 'Stekker',
  anyPlug: 'elke stekker',
  fits: (name, plugs) => `${name} (${plugs})`,
  openNow: 'Nu open',
  filters: (n) => (n === 0 ? 'Filters' : `Filters, ${n} aan`),
  price: (currency) => `Prijs per kWh, hoogstens (${currency})`,
  clear: 'Filters wissen',
  everywhere: 'Overal zoeken',
  foundMore: (n) => count(n, { one: 'meer dan # locatie', other: 'meer dan # locaties' }),
  from: {
    reader: 'afstanden vanaf waar je bent',
    middle: 'afstanden vanaf het midden van de kaart',
    start: 'afstanden vanaf het centrum',
  },
  showMore: 'Meer tonen',
  favourite: 'Favoriet:',
  states: { free: 'Vrij', busy: 'Bezet', out: 'Defect', unknown: 'Niet verbonden' },
}
