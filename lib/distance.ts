import type { Place } from './events.ts'

/** Metres of what an odometer counts in. The international mile, by its definition. */
export const METRES_PER = { KM: 1_000, MI: 1_609.344 } as const

/** The earth's mean radius by the IUGG. */
const EARTH_M = 6_371_008.8

/** Metres between two places along a great circle (haversine; good to 0.5 %). */
export function distanceM(from: Place, to: Place): number {
  const [a, b] = [radians(from.latitude), radians(to.latitude)]
  const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(radians(to.longitude - from.longitude) / 2) ** 2
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)))
}

const radians = (degrees: number) => (degrees * Math.PI) / 180
