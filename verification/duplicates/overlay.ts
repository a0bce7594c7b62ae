/* oxlint-disable typescript/no-non-null-assertion -- Arithmetic on arrays: every index runs within its array's bounds. */
import { OUTLINE_SIDE } from './outline.ts'

/**
 * [a, b, c, d, e, f]: a place (x, y) of the new photo is at (ax + by + c, dx + ey + f) of the old. Units: fractions from the centre, ±0.5.
 */
type Affine = readonly [number, number, number, number, number, number]

const SIDES = [OUTLINE_SIDE / 4, OUTLINE_SIDE / 2, OUTLINE_SIDE] as const
/** Steps of each level. The first level tries a few steps from each start, and goes on with the best. */
const STEPS = [8, 8, 6] as const
const FIRST_STEPS = 4
const BEST_STARTS = 2
/** Photos that correlate less than this on the middle level are different ones. A copy reaches 0.8. */
const LEAST_FIT = 0.4
const STARTS: readonly (readonly [degrees: number, share: number])[] = [
  [0, 1],
  [0, 0.92],
  ...[-8, -3, 3, 8].flatMap((degrees) => [[degrees, 1] as const, [degrees, 0.9] as const]),
]
const PIECE = 16
const LEAST_OVERLAP = 0.4
/** The fewest pieces that both photos must cover; fewer are no evidence. */
const FEWEST = 12

/**
 * How surely two outlines are of one photo, −1 to 1. Two photos of one dashboard differ in viewpoint, digits and reflections, even if they
 * are alike. A copy, laid over its original, differs nowhere. First an affine map is found by Gauss–Newton (Lucas and Kanade, 1981), coarse
 * to fine and from several angles. Then fine detail is correlated in each piece of 16 × 16 pixels that both cover. The lower quartile
 * counts: one changed corner does not hide a copy, and one like corner does not make one. `aspect` is the new photo's width by its height.
 * A mirrored copy is found by its mirrored outline. Takes some 10 ms.
 */
export function likeness(fresh: Levels, old: Levels, aspect: number): number {
  const map = layOver(fresh, old, aspect)
  return map ? agreement(fresh[2], old[2], map) : 0
}

/** An outline made ready to be laid over others. */
export type Levels = readonly [Level, Level, Level]

/** The outline as a mirror shows it. */
export const mirroredOutline = (outline: Uint8Array): Uint8Array =>
  outline.map((_, i) => outline[i - (i % OUTLINE_SIDE) + OUTLINE_SIDE - 1 - (i % OUTLINE_SIDE)]!)

interface Level {
  side: number
  picture: Float32Array
  /** The picture without its surroundings, for finding the map, and its slopes. */
  detail: Float32Array
  across: Float32Array
  down: Float32Array
}

export function levelsOf(outline: Uint8Array): Levels {
  const whole = Float32Array.from(outline, (value) => value / 255)
  const level = (side: number): Level => {
    const picture = shrunk(whole, OUTLINE_SIDE, side)
    const detail = detailOf(picture, side, side / 8)
    return { side, picture, detail, across: slope(detail, side, 1), down: slope(detail, side, side) }
  }
  return [level(SIDES[0]), level(SIDES[1]), level(SIDES[2])]
}

/** Null if no map makes the two alike. */
function layOver(fresh: Levels, old: Levels, aspect: number): Affine | null {
  const tried = STARTS.map(([degrees, share]) => refined(fresh[0], old[0], start(degrees, share, aspect), FIRST_STEPS))
  const promising = tried.sort((a, b) => b.fit - a.fit).slice(0, BEST_STARTS)
  const coarse = best(promising.map(({ map }) => refined(fresh[0], old[0], map, STEPS[0])))
  const middle = refined(fresh[1], old[1], coarse.map, STEPS[1])
  return middle.fit < LEAST_FIT ? null : refined(fresh[2], old[2], middle.map, STEPS[2]).map
}

const best = (found: Fit[]): Fit => found.reduce((a, b) => (b.fit > a.fit ? b : a))

interface Fit {
  map: Affine
  /** Correlation of what both cover. */
  fit: number
}

function start(degrees: number, share: number, aspect: number): Affine {
  const [cosine, sine] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return [share * cosine, (-share * sine) / aspect, 0, share * sine * aspect, share * cosine, 0]
}

/** Gauss–Newton. It also solves the gain between the photos. What fits badly (corners, glare) counts little. */
function refined(fresh: Level, old: Level, map: Affine, steps: number): Fit {
  const { side } = fresh
  const points = new Float32Array(side * side * 6)
  let best: Fit = { map, fit: -1 }
  for (let step = 0; step <= steps; step++) {
    const count = overlap(fresh.detail, old, map, points)
    if (count < LEAST_OVERLAP * side * side) break
    const { fit, gain } = compared(points, count)
    if (fit > best.fit) best = { map, fit }
    map = improved(map, points, count, gain)
  }
  return best
}

/** For each place that both cover: new, old, slopes of the old, and the place. */
function overlap(
  fresh: Float32Array,
  { side, detail: old, across, down }: Level,
  [a, b, c, d, e, f]: Affine,
  points: Float32Array,
): number {
  const edge = side - 1
  let count = 0
  for (let row = 0, at = 0; row < side; row++) {
    const v = (row + 0.5) / side - 0.5
    for (let column = 0; column < side; column++, at++) {
      const u = (column + 0.5) / side - 0.5
      const x = (a * u + b * v + c + 0.5) * side - 0.5
      const y = (d * u + e * v + f + 0.5) * side - 0.5
      if (!(x > 0 && y > 0 && x < edge && y < edge)) continue
      const [left, top] = [x | 0, y | 0]
      const [right, bottom] = [x - left, y - top]
      const i = top * side + left
      const [w00, w01] = [(1 - right) * (1 - bottom), right * (1 - bottom)]
      const [w10, w11] = [(1 - right) * bottom, right * bottom]
      const p = count++ * 6
      points[p] = fresh[at]!
      points[p + 1] = w00 * old[i]! + w01 * old[i + 1]! + w10 * old[i + side]! + w11 * old[i + side + 1]!
      points[p + 2] = w00 * across[i]! + w01 * across[i + 1]! + w10 * across[i + side]! + w11 * across[i + side + 1]!
      points[p + 3] = w00 * down[i]! + w01 * down[i + 1]! + w10 * down[i + side]! + w11 * down[i + side + 1]!
      points[p + 4] = u
      points[p + 5] = v
    }
  }
  return count
}

/** Correlation of new and old, and the gain that makes the old the new. */
function compared(points: Float32Array, count: number): { fit: number; gain: number } {
  let [here, there, hereHere, thereThere, hereThere] = [0, 0, 0, 0, 0]
  for (let p = 0; p < count * 6; p += 6) {
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

function improved(map: Affine, points: Float32Array, count: number, gain: number): Affine {
  let total = 0
  for (let p = 0; p < count * 6; p += 6) total += Math.abs(points[p]! - gain * points[p + 1]!)
  const scale = (2 * total) / count + 1e-9
  // The upper half of a symmetric matrix, with the right side behind each row.
  const rows = Array.from({ length: 6 }, () => new Float64Array(7))
  const slopes = new Float64Array(6)
  for (let p = 0; p < count * 6; p += 6) {
    const difference = points[p]! - gain * points[p + 1]!
    const weight = 1 / (1 + (difference / scale) ** 2)
    const [gx, gy, u, v] = [points[p + 2]! * gain, points[p + 3]! * gain, points[p + 4]!, points[p + 5]!]
    slopes[0] = gx * u
    slopes[1] = gx * v
    slopes[2] = gx
    slopes[3] = gy * u
    slopes[4] = gy * v
    slopes[5] = gy
    for (let i = 0; i < 6; i++) {
      const row = rows[i]!
      const weighted = slopes[i]! * weight
      for (let j = i; j < 6; j++) row[j]! += weighted * slopes[j]!
      row[6]! += weighted * difference
    }
  }
  const trace = rows.reduce((sum, row, i) => sum + row[i]!, 0)
  for (let i = 0; i < 6; i++) {
    for (let j = 0; j < i; j++) rows[i]![j] = rows[j]![i]!
    rows[i]![i]! += (1e-3 * trace) / 6 + 1e-12
  }
  const step = solved(rows)
  return [map[0] + step[0]!, map[1] + step[1]!, map[2] + step[2]!, map[3] + step[3]!, map[4] + step[4]!, map[5] + step[5]!]
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

function agreement(fresh: Level, old: Level, [a, b, c, d, e, f]: Affine): number {
  const { side } = fresh
  const laid = new Float32Array(side * side)
  const inside = new Uint8Array(side * side)
  for (let row = 0, at = 0; row < side; row++)
    for (let column = 0; column < side; column++, at++) {
      const [u, v] = [(column + 0.5) / side - 0.5, (row + 0.5) / side - 0.5]
      const x = (a * u + b * v + c + 0.5) * side - 0.5
      const y = (d * u + e * v + f + 0.5) * side - 0.5
      inside[at] = x > 0.5 && y > 0.5 && x < side - 1.5 && y < side - 1.5 ? 1 : 0
      const [px, py] = [Math.min(Math.max(x, 0), side - 1.001), Math.min(Math.max(y, 0), side - 1.001)]
      const [left, top] = [px | 0, py | 0]
      const i = top * side + left
      const upper = old.picture[i]! + (px - left) * (old.picture[i + 1]! - old.picture[i]!)
      const lower = old.picture[i + side]! + (px - left) * (old.picture[i + side + 1]! - old.picture[i + side]!)
      laid[at] = upper + (py - top) * (lower - upper)
    }
  return lowerQuartile(pieces(detailOf(fresh.picture, side, 4), detailOf(laid, side, 4), inside, side))
}

interface PieceFit {
  correlation: number
  weight: number
}

function pieces(a: Float32Array, b: Float32Array, inside: Uint8Array, side: number): PieceFit[] {
  const found: PieceFit[] = []
  const pixels = PIECE * PIECE
  for (let top = 0; top + PIECE <= side; top += PIECE)
    for (let left = 0; left + PIECE <= side; left += PIECE) {
      let [covered, sa, sb, aa, bb, ab] = [0, 0, 0, 0, 0, 0]
      for (let y = top; y < top + PIECE; y++)
        for (let x = left, at = y * side + left; x < left + PIECE; x++, at++) {
          const [p, q] = [a[at]!, b[at]!]
          covered += inside[at]!
          sa += p
          sb += q
          aa += p * p
          bb += q * q
          ab += p * q
        }
      if (covered < 0.95 * pixels) continue
      const [va, vb] = [Math.max(0, aa - (sa * sa) / pixels), Math.max(0, bb - (sb * sb) / pixels)]
      found.push({
        correlation: (ab - (sa * sb) / pixels) / (Math.sqrt(va * vb) + 1e-9),
        weight: ((va / pixels) * (vb / pixels)) ** 0.25,
      })
    }
  return found
}

/** The value that three quarters of the detail reach. The busiest pieces count at most three times the mean. */
function lowerQuartile(found: PieceFit[]): number {
  if (found.length < FEWEST) return 0
  const most = (3 * found.reduce((sum, { weight }) => sum + weight, 0)) / found.length + 1e-9
  const sorted = found.toSorted((p, q) => p.correlation - q.correlation)
  const quarter = 0.25 * sorted.reduce((sum, { weight }) => sum + Math.min(weight, most), 0)
  let reached = 0
  for (const { correlation, weight } of sorted) {
    reached += Math.min(weight, most)
    if (reached >= quarter) return correlation
  }
  return 0
}

/** Half the difference of the neighbours, with the whole side as 1. At the edges, the difference of the nearest two. */
function slope(picture: Float32Array, side: number, stride: number): Float32Array {
  const out = new Float32Array(picture.length)
  for (let at = 0; at < picture.length; at++) {
    const place = stride === 1 ? at % side : (at / side) | 0
    const before = place > 0 ? at - stride : at
    const after = place < side - 1 ? at + stride : at
    out[at] = ((picture[after]! - picture[before]!) / ((after - before) / stride)) * side
  }
  return out
}

function shrunk(picture: Float32Array, from: number, to: number): Float32Array {
  const factor = from / to
  const out = new Float32Array(to * to)
  for (let y = 0, at = 0; y < from; y++)
    for (let x = 0; x < from; x++, at++) out[((y / factor) | 0) * to + ((x / factor) | 0)]! += picture[at]! / factor ** 2
  return out
}

/** The picture less the mean over a window of 2 × radius + 1, cut at the edges. */
function detailOf(picture: Float32Array, side: number, radius: number): Float32Array {
  const sums = new Float64Array((side + 1) ** 2)
  const wide = side + 1
  for (let y = 0; y < side; y++)
    for (let x = 0, line = 0; x < side; x++) {
      line += picture[y * side + x]!
      sums[(y + 1) * wide + x + 1] = sums[y * wide + x + 1]! + line
    }
  const out = new Float32Array(side * side)
  for (let y = 0; y < side; y++) {
    const [top, bottom] = [Math.max(0, y - radius), Math.min(side, y + radius + 1)]
    for (let x = 0; x < side; x++) {
      const [left, right] = [Math.max(0, x - radius), Math.min(side, x + radius + 1)]
      const total =
        sums[bottom * wide + right]! - sums[top * wide + right]! - sums[bottom * wide + left]! + sums[top * wide + left]!
      out[y * side + x] = picture[y * side + x]! - total / ((bottom - top) * (right - left))
    }
  }
  return out
}
