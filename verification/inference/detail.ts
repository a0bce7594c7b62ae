import { luma } from '../networks/grey.ts'
import type { PixelBox } from '../networks/rectify.ts'
import type { Pixels } from '../pixels.ts'

/** The finest detail around a box: brightness without its blur, and how even the blur is. In the photo's pixels, or in squares of `times` pixels. */
export interface Detail {
  /** As 32 bits have them. */
  values: Float64Array
  slopes: Float32Array
  /** Of all that is above and to the left, with a row and a column of zeros before: of the values, and of their squares. */
  totals: { values: Float64Array; squares: Float64Array }
  width: number
  height: number
  left: number
  top: number
  times: number
  /** Of the values: where there is half as much, there is nothing to compare. */
  deviation: number
}

const MARGIN = 6

/** Around the box's upright hull. */
export function detailOf(photo: Pixels, box: PixelBox, times = 1): Detail {
  const radians = (box.angle * Math.PI) / 180
  const [cos, sin] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))]
  const [wide, high] = [box.width * cos + box.height * sin, box.width * sin + box.height * cos]
  const left = Math.max(0, Math.floor(box.centreX - wide / 2) - MARGIN * times)
  const top = Math.max(0, Math.floor(box.centreY - high / 2) - MARGIN * times)
  const width = Math.max(0, Math.floor((Math.min(photo.width, box.centreX + wide / 2 + MARGIN * times) - left) / times))
  const height = Math.max(0, Math.floor((Math.min(photo.height, box.centreY + high / 2 + MARGIN * times) - top) / times))
  const cut = brightness(photo, left, top, width, height, times)
  const blur = blurred(cut, width, height)
  const values = new Float64Array(cut.length)
  let squares = 0
  for (let at = 0; at < cut.length; at++) {
    const value = (cut[at] ?? 0) - (blur[at] ?? 0)
    values[at] = Math.fround(value)
    squares += value * value
  }
  const slopes = slopesOf(blur, width)
  const deviation = Math.sqrt(squares / Math.max(1, cut.length))
  return { values, slopes, totals: totalsOf(values, width, height), width, height, left, top, times, deviation }
}

/** Beyond the array is nothing: it is padded with zeros, because one read beyond an array makes its whole loop slow. */
function slopesOf(blur: Float32Array, width: number): Float32Array {
  const padded = new Float32Array(blur.length + 2 * width)
  padded.set(blur, width)
  const slopes = new Float32Array(blur.length)
  for (let at = 0, middle = width; at < slopes.length; at++, middle++) {
    const along = (padded[middle + 1] ?? 0) - (padded[middle - 1] ?? 0)
    const across = (padded[middle + width] ?? 0) - (padded[middle - width] ?? 0)
    slopes[at] = Math.abs(along) + Math.abs(across)
  }
  return slopes
}

export function totalsOf(values: Float64Array, width: number, height: number): Detail['totals'] {
  const row = width + 1
  const totals = { values: new Float64Array(row * (height + 1)), squares: new Float64Array(row * (height + 1)) }
  for (let y = 0; y < height; y++) {
    let sum = 0
    let squares = 0
    for (let x = 0, at = y * width, to = (y + 1) * row + 1; x < width; x++, at++, to++) {
      const value = values[at] ?? 0
      sum += value
      squares += value * value
      totals.values[to] = sum + (totals.values[to - row] ?? 0)
      totals.squares[to] = squares + (totals.squares[to - row] ?? 0)
    }
  }
  return totals
}

/** Of squares of `times` pixels, from here on. */
function brightness({ data, width: row }: Pixels, left: number, top: number, width: number, height: number, times: number) {
  const cut = new Float32Array(width * height)
  const count = times * times
  for (let y = 0; y < height * times; y++) {
    const to = Math.floor(y / times) * width
    let at = ((top + y) * row + left) * 3
    for (let x = 0; x < width; x++) {
      let sum = cut[to + x] ?? 0
      // Rounded at each step as the array would: the thresholds were fitted so.
      for (let i = 0; i < times; i++, at += 3) sum = Math.fround(sum + luma(data, at) / count)
      cut[to + x] = sum
    }
  }
  return cut
}

/** σ of one pixel. Beyond the edge, the edge. */
const KERNEL = [0.0044, 0.054, 0.242, 0.3992] as const

function blurred(from: Float32Array, width: number, height: number): Float32Array {
  const across = new Float32Array(from.length)
  for (let y = 0; y < height; y++) blurLine(from, across, y * width, 1, width)
  const blur = new Float32Array(from.length)
  for (let x = 0; x < width; x++) blurLine(across, blur, x, width, height)
  return blur
}

/** Blurs `count` values of a row or column that begins at `start`. */
function blurLine(from: Float32Array, to: Float32Array, start: number, step: number, count: number): void {
  const [far, further, near, middle] = KERNEL
  const last = start + (count - 1) * step
  // Six neighbours and the value, moved on by one at each step.
  let a = from[start] ?? 0
  let b = a
  let c = a
  let d = a
  let e = from[Math.min(last, start + step)] ?? 0
  let f = from[Math.min(last, start + 2 * step)] ?? 0
  let ahead = start + 3 * step
  for (let at = start; at <= last; at += step, ahead += step) {
    const g = from[ahead < last ? ahead : last] ?? 0
    to[at] = far * a + further * b + near * c + middle * d + near * e + further * f + far * g
    a = b
    b = c
    c = d
    d = e
    e = f
    f = g
  }
}
