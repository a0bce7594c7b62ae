import type { Detail } from './detail.ts'

/** Of what share of two pieces, the most even, the likeness is asked for by itself. */
const EVEN_SHARE = 0.4

interface Place {
  x: number
  y: number
}

/** A piece of the detail that others are compared with. */
interface Piece {
  x: number
  y: number
  wide: number
  high: number
  /** Of its values, and of their squares. */
  sum: number
  squares: number
}

/** The piece of this size that begins at this pixel of the photo. Null if it is not all there. */
export function pieceAt(detail: Detail, place: Place, size: { width: number; height: number }): Piece | null {
  const { values, width, height, left, top, times } = detail
  const [wide, high] = [Math.floor(size.width / times), Math.floor(size.height / times)]
  const [x, y] = [Math.round((place.x - left) / times), Math.round((place.y - top) / times)]
  if (Math.min(x, y) < 0 || x + wide > width || y + high > height) return null
  let sum = 0
  let squares = 0
  for (let row = 0; row < high; row++)
    for (let at = (y + row) * width + x, end = at + wide; at < end; at++) {
      const value = values[at] ?? 0
      sum += value
      squares += value * value
    }
  return { x, y, wide, high, sum, squares }
}

/** Where there is half as much detail as around, there is nothing to compare. */
export function saysNothing({ deviation }: Detail, { wide, high, sum, squares }: Piece): boolean {
  const count = wide * high
  return (squares - (sum * sum) / count) / count < (deviation / 2) ** 2
}

/** What was found most like a piece, and how much: up to 1. */
export interface Likest {
  to: Place
  likeness: number
}

/**
 * The place that is most like a piece, as far as this around a pixel of the photo; null if none is like it. Measure: normalised correlation, 0 where a
 * piece of its size is not there, or has no detail. A photo asks for tens of thousands: four neighbours are compared at once.
 */
export function likest(detail: Detail, piece: Piece, middle: Place, far: Place): Likest | null {
  const { width, height, left, top, times } = detail
  const { wide, high, sum, squares } = piece
  const count = wide * high
  const most = Math.floor((2 * far.x) / times) + 1
  const begin = Math.round((middle.x - far.x - left) / times)
  let best: Likest | null = null
  for (let dy = -far.y; dy <= far.y; dy += times) {
    const v = Math.round((middle.y + dy - top) / times)
    if (v < 0 || v + high > height) continue
    const last = Math.min(most, width - wide - begin + 1)
    for (let i = Math.max(0, -begin); i < last; i += AT_ONCE) {
      addUp(detail, piece, begin + i, v)
      for (let k = 0; k < AT_ONCE && i + k < last; k++) {
        const likeness = normalised(count, sum, sums[k] ?? 0, squares, sums[AT_ONCE + k] ?? 0, sums[2 * AT_ONCE + k] ?? 0)
        if (likeness > (best?.likeness ?? 0)) best = { to: { x: middle.x - far.x + (i + k) * times, y: middle.y + dy }, likeness }
      }
    }
  }
  return best
}

const AT_ONCE = 4
/** Of four neighbours: their values, the values' squares, their products with the piece's. */
const sums = new Float64Array(3 * AT_ONCE)

/** Fills `sums` for the pieces that begin at (u, v) and at the next three pixels. One is added up as it would be alone, value by value. */
function addUp({ values, width }: Detail, { x, y, wide, high }: Piece, u: number, v: number): void {
  let [b0, b1, b2, b3] = [0, 0, 0, 0]
  let [bb0, bb1, bb2, bb3] = [0, 0, 0, 0]
  let [ab0, ab1, ab2, ab3] = [0, 0, 0, 0]
  for (let row = 0; row < high; row++) {
    let at = (y + row) * width + x
    let next = (v + row) * width + u
    let q0 = values[next++] ?? 0
    let q1 = values[next++] ?? 0
    let q2 = values[next++] ?? 0
    for (const end = at + wide; at < end; at++, next++) {
      const p = values[at] ?? 0
      const q3 = next < values.length ? (values[next] ?? 0) : 0
      b0 += q0
      b1 += q1
      b2 += q2
      b3 += q3
      bb0 += q0 * q0
      bb1 += q1 * q1
      bb2 += q2 * q2
      bb3 += q3 * q3
      ab0 += p * q0
      ab1 += p * q1
      ab2 += p * q2
      ab3 += p * q3
      q0 = q1
      q1 = q2
      q2 = q3
    }
  }
  sums.set([b0, b1, b2, b3, bb0, bb1, bb2, bb3, ab0, ab1, ab2, ab3])
}

/** The same of the most even pixels of both alone. */
export function evenCorrelation(detail: Detail, { x, y, wide, high }: Piece, other: Place): number {
  const { values, slopes, width, height, left, top, times } = detail
  const [u, v] = [Math.round((other.x - left) / times), Math.round((other.y - top) / times)]
  if (Math.min(u, v) < 0 || u + wide > width || v + high > height) return 0
  const shift = (v - y) * width + u - x
  const most = evenest(detail, y * width + x, shift, wide, high)
  let count = 0
  let a = 0
  let b = 0
  let aa = 0
  let bb = 0
  let ab = 0
  for (let row = 0; row < high; row++)
    for (let at = (y + row) * width + x, end = at + wide; at < end; at++) {
      if (Math.max(slopes[at] ?? 0, slopes[at + shift] ?? 0) > most) continue
      const p = values[at] ?? 0
      const q = values[at + shift] ?? 0
      count++
      a += p
      b += q
      aa += p * p
      bb += q * q
      ab += p * q
    }
  return normalised(count, a, b, aa, bb, ab)
}

function normalised(count: number, a: number, b: number, aa: number, bb: number, ab: number): number {
  const varied = aa - (a * a) / count
  const variedToo = bb - (b * b) / count
  return varied > 0 && variedToo > 0 ? (ab - (a * b) / count) / Math.sqrt(varied * variedToo) : 0
}

/** The slope up to which the most even pixels of both pieces go. */
function evenest({ slopes, width }: Detail, start: number, shift: number, wide: number, high: number): number {
  const all = new Float32Array(wide * high)
  for (let row = 0, to = 0; row < high; row++)
    for (let at = start + row * width, end = at + wide; at < end; at++)
      all[to++] = Math.max(slopes[at] ?? 0, slopes[at + shift] ?? 0)
  return all.sort()[Math.floor(all.length * EVEN_SHARE)] ?? 0
}
