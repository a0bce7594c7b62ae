/* oxlint-disable typescript/no-non-null-assertion -- Arithmetic on arrays: every index runs within its array's bounds. */
import type { Change } from '../checks/facts.ts'
import { OUTLINE_SIDE } from './outline.ts'

const SIDES = [OUTLINE_SIDE / 4, OUTLINE_SIDE / 2, OUTLINE_SIDE] as const

/** An outline made ready to be laid over others. */
export type Levels = readonly [Level, Level, Level]

/** The outline of the photo from which this one would have been made by that change: as a mirror shows it, or upside down. */
export function outlineBefore(change: Change, outline: Uint8Array): Uint8Array {
  if (change === 'NONE') return outline
  if (change === 'TURNED_180') return outline.toReversed()
  if (change === 'MIRRORED') return outline.map((_, i) => outline[i - (i % OUTLINE_SIDE) + OUTLINE_SIDE - 1 - (i % OUTLINE_SIDE)]!)
  throw new Error(`No outline is laid over others by ${change}: no embedding looks for it.`)
}

export interface Level {
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
export function detailOf(picture: Float32Array, side: number, radius: number): Float32Array {
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
