import type { PinKind } from '../../../web/map/pins.ts'
import type { Around } from '../../pages/stations/search.ts'
import type { Refusal } from '../../pages/stations/use-here.ts'
import type { StationState } from '../../pages/station-state.ts'
import { plurals } from '../../../web/i18n/plural.ts'

const count = plurals('en')

export const map = {
  show: 'Show the map',
  hide: 'Hide the map',
  region: 'Map of chargers; the list beside it has all of them',
  legend: 'What the shapes mean',
  pins: {
    free: 'free, and how many',
    busy: 'in use',
    out: 'out of order or not connected',
    many: 'several stations',
  } satisfies Record<PinKind, string>,
  drawn: 'Countries: Natural Earth. The town and its streets are drawn for the demo. They are not real.',
  noMap: 'This browser cannot draw the map. The list has every charger.',
  open: 'Open',
  looking: 'Looking for you …',
  refusals: {
    denied: 'You have not allowed this page to know where you are. Allow it in the browser, or look by name or on the map.',
    notFound: 'Your place was not found. Try again, or look by name or on the map.',
  } satisfies Record<Refusal, string>,
  plug: 'Plug',
  anyPlug: 'any plug',
  fits: (name: string, plugs: string) => `${name} (${plugs})`,
  openNow: 'Open now',
  filters: (n: number) => (n === 0 ? 'Filters' : `Filters, ${n} on`),
  price: (currency: string) => `Price of a kWh, at most (${currency})`,
  clear: 'Clear filters',
  everywhere: 'Look everywhere',
  foundMore: (n: number) => count(n, { one: 'more than # station', other: 'more than # stations' }),
  from: {
    reader: 'distances from where you are',
    middle: 'distances from the middle of the map',
    start: 'distances from the town’s centre',
  } satisfies Record<Around['from'], string>,
  showMore: 'Show more',
  favourite: 'Favourite:',
  states: { free: 'Free', busy: 'In use', out: 'Out of order', unknown: 'Not connected' } satisfies Record<StationState, string>,
}

export type MapTexts = typeof map
