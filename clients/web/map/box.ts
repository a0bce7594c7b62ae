/** A place on earth, in degrees. */
export interface Place {
  latitude: number
  longitude: number
}

/** A part of the map, in degrees. West is east of east where it crosses the 180th meridian. */
export interface Box {
  south: number
  west: number
  north: number
  east: number
}

/** A box as an address has it: four numbers, to ten metres. */
export const writeBox = ({ south, west, north, east }: Box): string =>
  [south, west, north, east].map((degrees) => String(Number(degrees.toFixed(4)))).join('_')

/** Null for what is not a box: an address is typed by anybody. */
export function readBox(text: unknown): Box | null {
  if (typeof text !== 'string') return null
  const parts = text.split('_')
  const numbers = parts.map(Number)
  if (parts.length !== 4 || parts.includes('') || !numbers.every(Number.isFinite)) return null
  const [south = 0, west = 0, north = 0, east = 0] = numbers
  const onEarth = [south, north].every((each) => Math.abs(each) <= 90) && [west, east].every((each) => Math.abs(each) <= 180)
  return onEarth && south < north && west !== east ? { south, west, north, east } : null
}

export const inBox = ({ south, west, north, east }: Box, { latitude, longitude }: Place): boolean =>
  latitude >= south &&
  latitude <= north &&
  (west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east)

export function middleOf({ south, west, north, east }: Box): Place {
  const middle = (west + east + (west <= east ? 0 : 360)) / 2
  return { latitude: (south + north) / 2, longitude: middle > 180 ? middle - 360 : middle }
}

/** Metres as the crow flies, on a ball. */
export function metresBetween(a: Place, b: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const north = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2
  const east = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  const half = north + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * east
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(half)))
}

const EARTH_M = 6_371_000

/** How far the farthest corner of a box is from a place: what a search around it must reach. */
export const reachOf = (box: Box, from: Place): number =>
  Math.max(
    ...[box.south, box.north].flatMap((latitude) =>
      [box.west, box.east].map((longitude) => metresBetween(from, { latitude, longitude })),
    ),
  )
