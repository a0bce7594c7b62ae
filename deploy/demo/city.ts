import { PLACES } from './places.ts'

type Point = readonly [longitude: number, latitude: number]

/** Metres between two streets, and how far the town reaches beyond its stations. */
const BLOCK_M = 230
const AROUND_M = 800
const METRE = 1 / 111_195
const NARROW = Math.cos((52.09 * Math.PI) / 180)

/**
 * A town for the demo's map, drawn and not surveyed: crooked rows and columns of streets, of which a crossing is moved to each of the demo's stations, so that
 * a street passes by all of them. The same each time.
 */
export function drawCity() {
  const places = PLACES.map(({ longitude, latitude }): Point => [longitude, latitude])
  const hull = hullOf(places.flatMap((place) => around(place, AROUND_M)))
  const [west, south, east, north] = [
    Math.min(...hull.map(([x]) => x)),
    Math.min(...hull.map(([, y]) => y)),
    Math.max(...hull.map(([x]) => x)),
    Math.max(...hull.map(([, y]) => y)),
  ]
  const stepX = (BLOCK_M * METRE) / NARROW
  const stepY = BLOCK_M * METRE
  const columns = Math.ceil((east - west) / stepX)
  const rows = Math.ceil((north - south) / stepY)
  const crossings = Array.from({ length: rows + 1 }, (_row, row) =>
    Array.from({ length: columns + 1 }, (_column, column): Point => {
      const [bendX, bendY] = [Math.sin(row / 3.1) * 0.9, Math.sin(column / 4.3) * 0.9]
      const [shakeX, shakeY] = [chance(row, column, 1) - 0.5, chance(row, column, 2) - 0.5]
      return [west + (column + bendX + shakeX * 0.45) * stepX, south + (row + bendY + shakeY * 0.45) * stepY]
    }),
  )
  const taken = new Set<string>()
  for (const place of places) {
    const [row, column] = nearest(crossings, place, taken)
    taken.add(`${row}/${column}`)
    const line = crossings[row]
    if (line) line[column] = place
  }
  const inTown = (point: Point) => inside(hull, point)
  const lines = [
    ...crossings.map((line, row) => ({ line, main: row % 5 === 2 })),
    ...Array.from({ length: columns + 1 }, (_, column) => ({
      line: crossings.map((line): Point => line[column] ?? [0, 0]),
      main: column % 5 === 2,
    })),
  ]
  const streets = lines.flatMap(({ line, main }, at) =>
    pieces(line, at, main, taken, inTown, crossings).map((piece) => street(main ? 'road' : 'lane', piece)),
  )
  const parks = crossings.flatMap((line, row) =>
    line.flatMap((corner, column) => {
      const [right, above, across] = [line[column + 1], crossings[row + 1]?.[column], crossings[row + 1]?.[column + 1]]
      if (!right || !above || !across || chance(row, column, 3) > 0.06) return []
      const block = [corner, right, across, above, corner]
      return block.every(inTown) ? [area('park', block)] : []
    }),
  )
  // Between two columns from south to north, as the Vecht and the Rhine do.
  const middle = Math.floor(columns * 0.36)
  const water = crossings.map((line): Point => {
    const [left, right] = [line[middle] ?? [0, 0], line[middle + 1] ?? [0, 0]]
    return [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2]
  })
  const ring = [...hull, ...hull.slice(0, 1)]
  return {
    type: 'FeatureCollection',
    features: [area('town', ring), ...parks, street('water', water.filter(inTown)), ...streets, street('ring', ring)],
  }
}

/** Parts of a street inside of the town; some are left out, so that no street is too straight, but none at a station. */
function pieces(
  line: readonly Point[],
  at: number,
  main: boolean,
  taken: ReadonlySet<string>,
  inTown: (point: Point) => boolean,
  crossings: readonly (readonly Point[])[],
): Point[][] {
  const stations = new Set([...taken].map((key) => crossings[Number(key.split('/')[0])]?.[Number(key.split('/')[1])]))
  const found: Point[][] = [[]]
  for (const [index, point] of line.entries()) {
    const before = line[index - 1]
    const kept = main || stations.has(point) || (before && stations.has(before)) || chance(at, index, 4) > 0.14
    if (!kept && (found.at(-1)?.length ?? 0) > 0) found.push([])
    if (inTown(point)) found.at(-1)?.push(point)
    else found.push([])
  }
  return found.filter((piece) => piece.length > 1)
}

const rounded = ([x, y]: Point) => [Number(x.toFixed(5)), Number(y.toFixed(5))]

const street = (kind: string, line: readonly Point[]) => ({
  type: 'Feature',
  properties: { kind },
  geometry: { type: 'LineString', coordinates: line.map(rounded) },
})

const area = (kind: string, ring: readonly Point[]) => ({
  type: 'Feature',
  properties: { kind },
  geometry: { type: 'Polygon', coordinates: [ring.map(rounded)] },
})

/** The crossing that is nearest and no other station's. */
function nearest(
  crossings: readonly (readonly Point[])[],
  [x, y]: Point,
  taken: ReadonlySet<string>,
): [row: number, column: number] {
  const all = crossings.flatMap((line, row) =>
    line.map((crossing, column) => ({ row, column, away: Math.hypot((crossing[0] - x) * NARROW, crossing[1] - y) })),
  )
  const best = all.filter(({ row, column }) => !taken.has(`${row}/${column}`)).sort((a, b) => a.away - b.away)[0]
  return [best?.row ?? 0, best?.column ?? 0]
}

/** 0 to 1, the same for the same numbers. */
function chance(...numbers: number[]): number {
  const mixed = numbers.reduce((sum, each) => Math.imul(sum ^ (each + 0x9e37), 0x85ebca6b) ^ (sum >>> 13), 0x2545f491)
  return ((Math.imul(mixed ^ (mixed >>> 16), 0xc2b2ae35) >>> 0) % 10_000) / 10_000
}

const around = ([x, y]: Point, metres: number): Point[] =>
  Array.from({ length: 12 }, (_, at) => {
    const angle = (at / 6) * Math.PI
    return [x + (Math.cos(angle) * metres * METRE) / NARROW, y + Math.sin(angle) * metres * METRE]
  })

/** Andrew's monotone chain. */
function hullOf(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (of: readonly Point[]) => {
    const chain: Point[] = []
    for (const point of of) {
      while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop()
      chain.push(point)
    }
    return chain.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.toReversed())]
}

const turn = (a: Point = [0, 0], b: Point = [0, 0], c: Point = [0, 0]) =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

const inside = (hull: readonly Point[], point: Point): boolean =>
  hull.every((corner, at) => turn(corner, hull[(at + 1) % hull.length], point) >= 0)
