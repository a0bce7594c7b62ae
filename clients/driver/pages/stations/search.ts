import { middleOf, inBox, reachOf, readBox, type Place } from '../../../web/map/box.ts'
import type { ConnectorStandard, NearestConnectorsInput, StationFilter } from '../../generated/graphql.ts'

/** Which chargers are shown, as the address has it. */
export interface StationsSearch {
  text?: string
  free?: boolean
  /** Whose hours say so now. */
  open?: boolean
  kW?: number
  plug?: ConnectorStandard
  /** A vehicle of the reader's: what its plugs fit. It wins over `plug`. */
  vehicle?: string
  /** Of a kilowatt-hour, at most, in `currency`. */
  price?: number
  currency?: string
  /** The part of the map, as `writeBox` writes it. */
  box?: string
  /** The station that is chosen, in the list and on the map. */
  station?: string
  /** On phones, which show the list alone else. */
  map?: boolean
}

/** In the order in which they are offered: the common ones first. */
export const PLUGS = [
  ...([
    'IEC_62196_T2',
    'IEC_62196_T2_COMBO',
    'CHADEMO',
    'IEC_62196_T1',
    'IEC_62196_T1_COMBO',
    'SAE_J3400',
    'TESLA_S',
    'MCS',
  ] as const),
  ...(['GBT_AC', 'GBT_DC', 'DOMESTIC_E', 'DOMESTIC_F', 'DOMESTIC_G', 'IEC_60309_2_three_32', 'NEMA_14_50'] as const),
] satisfies readonly ConnectorStandard[]

/** What of an address is a wish. Anybody may type one; what is not understood is left out. */
export function readSearch(given: Record<string, unknown>): StationsSearch {
  const { text, free, open, kW, plug, vehicle, price, currency, box, station, map } = given
  const known = PLUGS.find((each) => each === plug)
  return {
    ...(typeof text === 'string' && text !== '' && { text: text.slice(0, TEXT_LENGTH) }),
    ...(typeof text === 'number' && { text: String(text) }),
    ...(free === true && { free }),
    ...(open === true && { open }),
    ...(typeof kW === 'number' && kW > 0 && { kW: Math.min(kW, 10_000) }),
    ...(known && { plug: known }),
    ...(typeof vehicle === 'string' && UUID.test(vehicle) && { vehicle }),
    ...(typeof price === 'number' && price > 0 && Number.isFinite(price) && { price }),
    ...(typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) && { currency }),
    ...(typeof box === 'string' && readBox(box) && { box }),
    ...(typeof station === 'string' && UUID.test(station) && { station }),
    ...(map === true && { map }),
  }
}

const TEXT_LENGTH = 200
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What connectors must be like; the same for the list and the map. */
export function filterOf(search: StationsSearch, vehiclePlugs: readonly ConnectorStandard[] | null) {
  const { text, open, kW, plug, price, currency } = search
  const standards = vehiclePlugs ?? (plug ? [plug] : null)
  return {
    ...(text !== undefined && { text }),
    ...(open && { openNow: true }),
    ...(kW !== undefined && { minPowerW: kW * 1000 }),
    ...(standards && { standards: [...standards] }),
    ...(price !== undefined && { maxPricePerKwh: { amount: price, currency: currency ?? 'EUR' } }),
  } satisfies StationFilter
}

/** Where the list is measured from, and how far it reaches. */
export interface Around {
  origin: Place
  /** What the origin is, for the reader. */
  from: 'reader' | 'middle' | 'start'
  withinM: number
}

/**
 * With a part of the map: all of it, measured from the reader where they are in it, else from its middle. Without one: what is near, and with words to look
 * for what is farther, too.
 */
export function aroundOf(search: StationsSearch, reader: Place | null, start: Place): Around {
  const box = readBox(search.box)
  if (box) {
    const there = reader !== null && inBox(box, reader)
    const origin = there ? reader : middleOf(box)
    return { origin, from: there ? 'reader' : 'middle', withinM: Math.min(FARTHEST_M, Math.ceil(reachOf(box, origin))) }
  }
  const withinM = search.text === undefined ? NEAR_M : FARTHEST_M
  return reader ? { origin: reader, from: 'reader', withinM } : { origin: start, from: 'start', withinM }
}

const NEAR_M = 25_000
/** As far as the graph looks. */
const FARTHEST_M = 500_000

export const nearestInput = (
  { origin, withinM }: Around,
  { free = false }: StationsSearch,
  filter: ReturnType<typeof filterOf>,
): NearestConnectorsInput => ({ ...origin, withinM, onlyAvailable: free, ...filter })
