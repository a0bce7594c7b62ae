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

/** How well a map fits, by every second row and column alone. */
export function roughFit(fresh: Level, old: Level, map: Homography): number {
  const points = new Float32Array((fresh.side / 2) ** 2 * NUMBERS)
  const count = overlap(fresh, old, map, points, 2)
  return count < (LEAST_OVERLAP * fresh.side ** 2) / 4 ? -1 : compared(points, count).fit
}

/**
 * Gauss–Newton from a map that nearly fits. It also solves the gain between the photos. What fits badly (corners, glare) counts little. `freedom`: 6
 * keeps lines parallel, 8 does not.
 */
export function refined(fresh: Level, old: Level, map: Homography, { steps, freedom }: { steps: number; freedom: 6 | 8 }): Fit {
  const { side } = fresh
  const points = new Float32Array(side * side * NUMBERS)
  let best: Fit = { map, fit: -1 }
  for (let step = 0; step <= steps; step++) {
    const count = overlap(fresh, old, map, points, 1)
    if (count < LEAST_OVERLAP * side * side) break
    const { fit, gain } = compared(points, count)
    if (fit > best.fit) best = { map, fit }
    map = improved(map, points, count, gain, freedom)
  }
  return best
}

function overlap(
  { detail: fresh, side }: Level,
  { detail: old, across, down }: Level,
  [a, b, c, d, e, f, g, h]: Homography,
  points: Float32Array,
  every: number,
): number {
  const edge = side - 1
  let count = 0
  for (let row = 0; row < side; row += every) {
    const v = (row + 0.5) / side - 0.5
    for (let column = 0; column < side; column += every) {
      const u = (column + 0.5) / side - 0.5
      const w = g * u + h * v + 1
      const [atX, atY] = [(a * u + b * v + c) / w, (d * u + e * v + f) / w]
      const [x, y] = [(atX + 0.5) * side - 0.5, (atY + 0.5) * side - 0.5]
      if (!(x > 0 && y > 0 && x < edge && y < edge && w > 0)) continue
      const [left, top] = [x | 0, y | 0]
      const [right, bottom] = [x - left, y - top]
      const i = top * side + left
      const [w00, w01] = [(1 - right) * (1 - bottom), right * (1 - bottom)]
      const [w10, w11] = [(1 - right) * bottom, right * bottom]
      const p = count++ * NUMBERS
      points[p] = fresh[row * side + column]!
      points[p + 1] = w00 * old[i]! + w01 * old[i + 1]! + w10 * old[i + side]! + w11 * old[i + side + 1]!
      points[p + 2] = w00 * across[i]! + w01 * across[i + 1]! + w10 * across[i + side]! + w11 * across[i + side + 1]!
      points[p + 3] = w00 * down[i]! + w01 * down[i + 1]! + w10 * down[i + side]! + w11 * down[i + side + 1]!
      points[p + 4] = u
      points[p + 5] = v
      points[p + 6] = atX
      points[p + 7] = atY
      points[p + 8] = w
    }
  }
  return count
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
  const rows = Array.from({ length: freedom }, () => new Float64Array(freedom + 1))
  const slopes = new Float64Array(8)
  for (let p = 0; p < count * NUMBERS; p += NUMBERS) {
    const difference = points[p]! - gain * points[p + 1]!
    const weight = 1 / (1 + (difference / scale) ** 2)
    const [u, v, w] = [points[p + 4]!, points[p + 5]!, points[p + 8]!]
    const [gx, gy] = [(points[p + 2]! * gain) / w, (points[p + 3]! * gain) / w]
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
      const row = rows[i]!
      const weighted = slopes[i]! * weight
      for (let j = i; j < freedom; j++) row[j]! += weighted * slopes[j]!
      row[freedom]! += weighted * difference
    }
  }
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
