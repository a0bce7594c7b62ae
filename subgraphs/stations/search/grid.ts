/** Levels of the grid over the map: level n has 2^n by 2^n cells. The finest is that of `grid_x` and `grid_y` of a station. */
export const FINEST = 24
/** The table `cell` counts stations from the first of these levels to the last. */
export const COUNTED = { from: 2, to: 12 } as const

const CELLS = 2 ** FINEST
/** Web Mercator has no poles: it is square up to here. */
const MOST_NORTH = 85.05

/** A part of the map. `west` is east of `east` where it crosses the 180th meridian (RFC 7946 §5.2). */
export interface Box {
  south: number
  west: number
  north: number
  east: number
}

/** Cells of one level, both ends in; two stretches of columns where the box crosses the 180th meridian. */
export interface Cells {
  level: number
  columns: readonly (readonly [from: number, to: number])[]
  rows: readonly [from: number, to: number]
}

/** Column of a longitude in the finest grid; the same as `grid_x` of the database. */
const column = (longitude: number): number => Math.min(CELLS - 1, Math.floor(((longitude + 180) / 360) * CELLS))

/** Row of a latitude in the finest grid, from the north; the same as `grid_y` of the database. */
function row(latitude: number): number {
  const radians = (Math.max(-MOST_NORTH, Math.min(MOST_NORTH, latitude)) * Math.PI) / 180
  const share = 0.5 - Math.log(Math.tan(Math.PI / 4 + radians / 2)) / (2 * Math.PI)
  return Math.max(0, Math.min(CELLS - 1, Math.floor(share * CELLS)))
}

/** The middle of a cell of the finest grid, or of several by their mean. */
export function placeOf(x: number, y: number): { latitude: number; longitude: number } {
  const share = (y + 0.5) / CELLS
  return {
    longitude: ((x + 0.5) / CELLS) * 360 - 180,
    latitude: (Math.atan(Math.sinh(Math.PI * (1 - 2 * share))) * 180) / Math.PI,
  }
}

/** What a box has of the cells of a level. */
export function cellsIn({ south, west, north, east }: Box, level: number): Cells {
  const at = (fine: number) => fine >> (FINEST - level)
  const [from, to] = [at(column(west)), at(column(east))]
  const columns = west <= east ? [[from, to] as const] : [[from, 2 ** level - 1] as const, [0, to] as const]
  return { level, columns, rows: [at(row(north)), at(row(south))] }
}

/** The same at the finest level that is not above `level` and has at most so many cells in the box. */
export function atMostCells(box: Box, level: number, most: number): Cells {
  for (let coarser = level; coarser > COUNTED.from; coarser--) {
    const cells = cellsIn(box, coarser)
    const width = cells.columns.reduce((sum, [from, to]) => sum + to - from + 1, 0)
    if (width * (cells.rows[1] - cells.rows[0] + 1) <= most) return cells
  }
  return cellsIn(box, COUNTED.from)
}

/** Cells of the finest level that these consist of. */
export function finest({ level, columns, rows }: Cells): Cells {
  const shift = FINEST - level
  const spread = ([from, to]: readonly [number, number]) => [from << shift, ((to + 1) << shift) - 1] as const
  return { level: FINEST, columns: columns.map(spread), rows: spread(rows) }
}

/** The part of the map that a cell covers. */
export function boxOf(level: number, x: number, y: number): Box {
  const shift = FINEST - level
  const [north, south] = [placeOf(0, (y << shift) - 0.5), placeOf(0, ((y + 1) << shift) - 0.5)]
  return {
    north: north.latitude,
    south: south.latitude,
    west: (x / 2 ** level) * 360 - 180,
    east: ((x + 1) / 2 ** level) * 360 - 180,
  }
}
