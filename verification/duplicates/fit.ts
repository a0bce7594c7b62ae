/* oxlint-disable typescript/no-non-null-assertion -- Arithmetic on arrays: every index runs within its array's bounds. */
import type { Homography } from './homography.ts'
import type { Level } from './levels.ts'

/** Photos of which less than this share of the new one lies on the old one are not compared. */
const LEAST_OVERLAP = 0.3
/** For each place that both cover: new, old, slopes of the old, the place in the new one, in the old one, and w. */
const NUMBERS = 9

export interface Fit {
  map: Homography
  /** Correlation of what both cover. */
  fit: number
}

/** A place and size of the old photo's part that the new one shows, without a turn: shares of its sides, and where its middle is. */
export interface Part {
  across: number
  down: number
  right: number
  below: number
}

/** How well a part fits, by every third row and column alone; −1 where the two hardly overlap. */
export function roughFit({ detail: fresh, side }: Level, { detail: old }: Level, { across, down, right, below }: Part): number {
  const edge = side - 1
  let [count, here, there, hereHere, thereThere, hereThere] = [0, 0, 0, 0, 0, 0]
  for (let row = 1; row < side; row += EVERY) {
    const y = (down * ((row + 0.5) / side - 0.5) + below + 0.5) * side - 0.5
    if (!(y > 0 && y < edge)) continue
    const top = y | 0
    const deep = y - top
    for (let column = 1; column < side; column += EVERY) {
      const x = (across * ((column + 0.5) / side - 0.5) + right + 0.5) * side - 0.5
      if (!(x > 0 && x < edge)) continue
      const left = x | 0
      const far = x - left
      const i = top * side + left
      const upper = old[i]! + far * (old[i + 1]! - old[i]!)
      const lower = old[i + side]! + far * (old[i + side + 1]! - old[i + side]!)
      const h = fresh[row * side + column]!
      const t = upper + deep * (lower - upper)
      count++
      here += h
      there += t
      hereHere += h * h
      thereThere += t * t
      hereThere += h * t
    }
  }
  if (count < LEAST_OVERLAP * (side / EVERY) ** 2) return -1
  const spread = (hereHere - (here * here) / count) * (thereThere - (there * there) / count)
  return (hereThere - (here * there) / count) / (Math.sqrt(Math.max(0, spread)) + 1e-9)
}
const EVERY = 3

/**
 * Gauss–Newton from a map that nearly fits. It also solves the gain between the photos. What fits badly (corners, glare) counts little. `freedom`: 6
 * keeps lines parallel, 8 does not.
 */
export function refined(fresh: Level, old: Level, map: Homography, { steps, freedom }: { steps: number; freedom: 6 | 8 }): Fit {
  const { side } = fresh
  const points = roomFor(side)
  let best: Fit = { map, fit: -1 }
  for (let step = 0; step <= steps; step++) {
    const count = overlap(fresh, old, map, points)
    if (count < LEAST_OVERLAP * side * side) break
    const { fit, gain } = compared(points, count)
    if (fit > best.fit) best = { map, fit }
    map = improved(map, points, count, gain, freedom)
  }
  return best
}

/** Room for the points of a level. It is used again: a search makes hundreds of fits, one after the other. */
function roomFor(side: number): Float32Array {
  const room = ROOMS.get(side) ?? new Float32Array(side * side * NUMBERS)
  ROOMS.set(side, room)
  return room
}
const ROOMS = new Map<number, Float32Array>()

function overlap(
  { detail: fresh, side }: Level,
  { detail: old, across, down }: Level,
  [a, b, c, d, e, f, g, h]: Homography,
  points: Float32Array,
): number {
  const edge = side - 1
  let p = 0
  for (let row = 0; row < side; row++) {
    const v = (row + 0.5) / side - 0.5
    for (let column = 0; column < side; column++) {
      const u = (column + 0.5) / side - 0.5
      const w = g * u + h * v + 1
      const atX = (a * u + b * v + c) / w
      const atY = (d * u + e * v + f) / w
      const x = (atX + 0.5) * side - 0.5
      const y = (atY + 0.5) * side - 0.5
      if (!(x > 0 && y > 0 && x < edge && y < edge && w > 0)) continue
      const left = x | 0
      const top = y | 0
      const right = x - left
      const bottom = y - top
      const i = top * side + left
      const w00 = (1 - right) * (1 - bottom)
      const w01 = right * (1 - bottom)
      const w10 = (1 - right) * bottom
      const w11 = right * bottom
      points[p] = fresh[row * side + column]!
      points[p + 1] = w00 * old[i]! + w01 * old[i + 1]! + w10 * old[i + side]! + w11 * old[i + side + 1]!
      points[p + 2] = w00 * across[i]! + w01 * across[i + 1]! + w10 * across[i + side]! + w11 * across[i + side + 1]!
      points[p + 3] = w00 * down[i]! + w01 * down[i + 1]! + w10 * down[i + side]! + w11 * down[i + side + 1]!
      points[p + 4] = u
      points[p + 5] = v
      points[p + 6] = atX
      points[p + 7] = atY
      points[p + 8] = w
      p += NUMBERS
    }
  }
  return p / NUMBERS
}

/** Correlation of new and old, and the gain that makes the old the new. */
function compared(points: Float32Array, count: number): { fit: number; gain: number } {
  let [here, there, hereHere, thereThere, hereThere] = [0, 0, 0, 0, 0]
  for (let p = 0; p < count * NUMBERS; p += NUMBERS) {
    const h = points[p]!
    const t = points[p + 1]!
    here += h
    there += t
    hereHere += h * h
    thereThere += t * t
    hereThere += h * t
  }
  const spread = (hereHere - here ** 2 / count) * (thereThere - there ** 2 / count)
  return {
    fit: (hereThere - (here * there) / count) / (Math.sqrt(Math.max(0, spread)) + 1e-9),
    gain: hereThere / (thereThere + 1e-9),
  }
}

function improved(map: Homography, points: Float32Array, count: number, gain: number, freedom: 6 | 8): Homography {
  let total = 0
  for (let p = 0; p < count * NUMBERS; p += NUMBERS) total += Math.abs(points[p]! - gain * points[p + 1]!)
  const scale = (2 * total) / count + 1e-9
  // The upper half of a symmetric matrix, with the right side behind each row.
  const wide = freedom + 1
  const sums = new Float64Array(freedom * wide)
  const slopes = new Float64Array(8)
  for (let p = 0; p < count * NUMBERS; p += NUMBERS) {
    const difference = points[p]! - gain * points[p + 1]!
    const weight = 1 / (1 + (difference / scale) ** 2)
    const u = points[p + 4]!
    const v = points[p + 5]!
    const perW = gain / points[p + 8]!
    const gx = points[p + 2]! * perW
    const gy = points[p + 3]! * perW
    const away = -(gx * points[p + 6]! + gy * points[p + 7]!)
    slopes[0] = gx * u
    slopes[1] = gx * v
    slopes[2] = gx
    slopes[3] = gy * u
    slopes[4] = gy * v
    slopes[5] = gy
    slopes[6] = away * u
    slopes[7] = away * v
    for (let i = 0; i < freedom; i++) {
      const weighted = slopes[i]! * weight
      const row = i * wide
      for (let j = i; j < freedom; j++) sums[row + j]! += weighted * slopes[j]!
      sums[row + freedom]! += weighted * difference
    }
  }
  const rows = Array.from({ length: freedom }, (_, i) => sums.subarray(i * wide, (i + 1) * wide))
  const trace = rows.reduce((sum, row, i) => sum + row[i]!, 0)
  for (let i = 0; i < freedom; i++) {
    for (let j = 0; j < i; j++) rows[i]![j] = rows[j]![i]!
    rows[i]![i]! += (1e-3 * trace) / freedom + 1e-12
  }
  const step = solved(rows)
  const [a, b, c, d, e, f, g, h] = map.map((value, i) => value + (step[i] ?? 0))
  return [a!, b!, c!, d!, e!, f!, g!, h!]
}

/** Gaussian elimination. The matrix is positive definite, so no pivot is zero. */
function solved(rows: Float64Array[]): Float64Array {
  const n = rows.length
  for (let i = 0; i < n; i++)
    for (let k = i + 1; k < n; k++) {
      const factor = rows[k]![i]! / rows[i]![i]!
      for (let j = i; j <= n; j++) rows[k]![j]! -= factor * rows[i]![j]!
    }
  const x = new Float64Array(n)
  for (let i = n - 1; i >= 0; i--) {
    let rest = rows[i]![n]!
    for (let j = i + 1; j < n; j++) rest -= rows[i]![j]! * x[j]!
    x[i] = rest / rows[i]![i]!
  }
  return x
}
