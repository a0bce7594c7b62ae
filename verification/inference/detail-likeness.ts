import type { Detail } from './detail.ts'

export interface Place {
  x: number
  y: number
}

/** A piece of the detail that others are compared with. */
export interface Piece {
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
 * The place that is most like a piece, as far as this around a pixel of the photo; null if surely none is more than `least` like it. Measure: normalised
 * correlation, 0 where a piece of its size is not there, or has no detail. A photo asks for tens of thousands: neighbours are estimated several at once,
 * and only what may be the best is added up value by value.
 */
export function likest(detail: Detail, piece: Piece, middle: Place, far: Place, least = 0): Likest | null {
  const { width, height, left, top, times } = detail
  const { wide, high } = piece
  const most = Math.floor((2 * far.x) / times) + 1
  const begin = Math.round((middle.x - far.x - left) / times)
  const last = Math.min(most, width - wide - begin + 1)
  let best: Likest | null = null
  let beaten = Math.max(least, likenessOf(detail, piece, middle))
  for (let dy = -far.y; dy <= far.y; dy += times) {
    const v = Math.round((middle.y + dy - top) / times)
    if (v < 0 || v + high > height) continue
    for (let i = Math.max(0, -begin); i < last; i += AT_ONCE) {
      const count = Math.min(AT_ONCE, last - i)
      if (!estimate(detail, piece, begin + i, v, count, beaten - ROUNDED)) continue
      for (let k = 0; k < count; k++) {
        if ((estimates[k] ?? 0) < beaten - ROUNDED) continue
        const likeness = likenessAt(detail, piece, begin + i + k, v)
        if (likeness > (best?.likeness ?? 0)) best = { to: { x: middle.x - far.x + (i + k) * times, y: middle.y + dy }, likeness }
        beaten = Math.max(beaten, likeness)
      }
    }
  }
  return best
}

/** By what an estimate may be off where there is detail, because sums of another order are rounded otherwise: it is far less. */
const ROUNDED = 1e-6
/** Variances of fewer are none. What is there is not estimated. */
const LITTLE = 0.01
const AT_ONCE = 6
/** Of neighbours: how like the piece they are at most. Infinite where there is no detail. */
const estimates = new Float64Array(AT_ONCE)
/** Their products with the piece. */
const products = new Float64Array(AT_ONCE)

/**
 * Fills `estimates` for the pieces that begin at (u, v) and at the next five pixels. False as soon as all are surely below `least`: what some rows leave
 * over is at most the square root of what both have there (Cauchy–Schwarz).
 */
function estimate(detail: Detail, piece: Piece, u: number, v: number, count: number, least: number): boolean {
  const { totals, width } = detail
  const { x, y, wide, high, sum, squares } = piece
  const pixels = wide * high
  const varied = squares - (sum * sum) / pixels
  const part = Math.max(4, Math.ceil(high / PARTS))
  products.fill(0)
  for (let row = 0; row < high; row += part) {
    const rows = Math.min(part, high - row)
    addProducts(detail, piece, u, v, row, row + rows)
    const rest = high - row - rows
    const piecesRest = rest === 0 ? 0 : within(totals.squares, width, x, y + row + rows, wide, rest)
    let highest = -Infinity
    for (let k = 0; k < count; k++) {
      const b = within(totals.values, width, u + k, v, wide, high)
      const variedToo = within(totals.squares, width, u + k, v, wide, high) - (b * b) / pixels
      const othersRest = rest === 0 ? 0 : within(totals.squares, width, u + k, v + row + rows, wide, rest)
      const most = (products[k] ?? 0) + Math.sqrt(Math.max(0, piecesRest * othersRest))
      const likeness =
        varied > LITTLE && variedToo > LITTLE ? (most - (sum * b) / pixels) / Math.sqrt(varied * variedToo) : Infinity
      estimates[k] = likeness
      if (likeness > highest) highest = likeness
    }
    if (highest < least) return false
  }
  return true
}
const PARTS = 5

function within(totals: Float64Array, width: number, x: number, y: number, wide: number, high: number): number {
  const above = y * (width + 1) + x
  const below = above + high * (width + 1)
  return (totals[below + wide] ?? 0) - (totals[below] ?? 0) - (totals[above + wide] ?? 0) + (totals[above] ?? 0)
}

/** 0 if it is not all there. */
function likenessOf(detail: Detail, piece: Piece, { x, y }: Place): number {
  const { width, height, left, top, times } = detail
  const [u, v] = [Math.round((x - left) / times), Math.round((y - top) / times)]
  if (Math.min(u, v) < 0 || u + piece.wide > width || v + piece.high > height) return 0
  return likenessAt(detail, piece, u, v)
}

function likenessAt({ values, width }: Detail, { x, y, wide, high, sum, squares }: Piece, u: number, v: number): number {
  const shift = (v - y) * width + u - x
  let b = 0
  let bb = 0
  let ab = 0
  for (let row = 0; row < high; row++)
    for (let at = (y + row) * width + x, end = at + wide; at < end; at++) {
      const q = values[at + shift] ?? 0
      b += q
      bb += q * q
      ab += (values[at] ?? 0) * q
    }
  return normalised(wide * high, sum, b, squares, bb, ab)
}

/** Adds rows of the piece to `products`, each with those of the pieces that begin at (u, v) and at the next five pixels. */
function addProducts({ values, width }: Detail, { x, y, wide }: Piece, u: number, v: number, from: number, to: number): void {
  let ab0 = 0
  let ab1 = 0
  let ab2 = 0
  let ab3 = 0
  let ab4 = 0
  let ab5 = 0
  for (let row = from; row < to; row++) {
    let at = (y + row) * width + x
    let next = (v + row) * width + u
    let q0 = values[next++] ?? 0
    let q1 = values[next++] ?? 0
    let q2 = values[next++] ?? 0
    let q3 = values[next++] ?? 0
    let q4 = values[next++] ?? 0
    for (const end = at + wide; at < end; at++, next++) {
      const p = values[at] ?? 0
      const q5 = next < values.length ? (values[next] ?? 0) : 0
      ab0 += p * q0
      ab1 += p * q1
      ab2 += p * q2
      ab3 += p * q3
      ab4 += p * q4
      ab5 += p * q5
      q0 = q1
      q1 = q2
      q2 = q3
      q3 = q4
      q4 = q5
    }
  }
  products[0] = (products[0] ?? 0) + ab0
  products[1] = (products[1] ?? 0) + ab1
  products[2] = (products[2] ?? 0) + ab2
  products[3] = (products[3] ?? 0) + ab3
  products[4] = (products[4] ?? 0) + ab4
  products[5] = (products[5] ?? 0) + ab5
}

export function normalised(count: number, a: number, b: number, aa: number, bb: number, ab: number): number {
  const varied = aa - (a * a) / count
  const variedToo = bb - (b * b) / count
  return varied > 0 && variedToo > 0 ? (ab - (a * b) / count) / Math.sqrt(varied * variedToo) : 0
}
