import type { Pixels } from '../pixels.ts'
import type { Grey } from './grey.ts'

/** A part of a photo in pixels; edges may lie between two pixels. */
export interface Area {
  left: number
  top: number
  width: number
  height: number
}

/**
 * A part of a photo at another size. If it shrinks, each pixel is the mean of those it covers, so that fine strokes fade instead of
 * vanishing. If it grows, values between neighbours are used. Beyond the photo its edge is repeated.
 */
export function resize(photo: Pixels, width: number, height: number, area: Area = whole(photo)): Pixels {
  return { data: resample(photo, 3, width, height, area), width, height }
}

/** The same for a grey picture. */
export function resizeGrey(grey: Grey, width: number, height: number, area: Area = whole(grey)): Grey {
  // One more, for the neighbours between which values lie.
  grey.need?.(area.left - 1, area.top - 1, area.left + area.width + 1, area.top + area.height + 1)
  return { data: resample(grey, 1, width, height, area), width, height }
}

export const whole = ({ width, height }: { width: number; height: number }): Area => ({ left: 0, top: 0, width, height })

/** Along rows first, then down, so that each source row is narrowed once. */
function resample(source: Grey, channels: 1 | 3, width: number, height: number, area: Area): Uint8Array {
  const across = taps(area.left, area.width, source.width, width)
  const down = taps(area.top, area.height, source.height, height)
  const narrow = channels === 1 ? narrowGrey : narrowColour
  const rows = new Map<number, Float32Array>()
  const free: Float32Array[] = []
  const data = new Uint8Array(width * height * channels)
  const sum = new Float32Array(width * channels)
  for (let y = 0; y < height; y++) {
    sum.fill(0.5)
    const first = down.first[y] ?? 0
    for (const [passed, row] of rows)
      if (passed < first) {
        rows.delete(passed)
        free.push(row)
      }
    for (let tap = down.start[y] ?? 0, sourceY = first; tap < (down.start[y + 1] ?? 0); tap++, sourceY++) {
      let row = rows.get(sourceY)
      if (!row) {
        row = free.pop() ?? new Float32Array(sum.length)
        narrow(source, sourceY, across, row)
        rows.set(sourceY, row)
      }
      const weight = down.weights[tap] ?? 0
      for (let x = 0; x < sum.length; x++) sum[x] = (sum[x] ?? 0) + (row[x] ?? 0) * weight
    }
    data.set(sum, y * width * channels)
  }
  return data
}

/**
 * Which source pixels make up each pixel of the result, along one axis. The arrays are flat, because photos wait for the loops over them.
 */
interface Taps {
  size: number
  /** First source pixel of each pixel. */
  first: Int32Array
  /** Where its weights begin; one entry more than pixels. */
  start: Int32Array
  weights: Float32Array
}

/** Shares along one axis: of the pixels covered when it shrinks, of the two neighbours when it grows. */
function taps(from: number, length: number, limit: number, size: number): Taps {
  const step = length / size
  const [first, start] = [new Int32Array(size), new Int32Array(size + 1)]
  const weights = new Float64Array(size * (Math.ceil(Math.max(1, step)) + 1))
  const inside = (index: number) => Math.min(Math.max(index, 0), limit - 1)
  let end = 0
  for (let i = 0; i < size; i++) {
    const begin = step > 1 ? from + i * step : from + (i + 0.5) * step - 0.5
    const pixel = Math.floor(begin)
    const count = step > 1 ? Math.ceil(begin + step - 1e-6) - pixel : 2
    const low = inside(pixel)
    for (let k = 0; k < count; k++) {
      const share = step > 1 ? covered(pixel + k, begin, step) : k === 0 ? 1 - (begin - pixel) : begin - pixel
      const at = end + inside(pixel + k) - low
      weights[at] = (weights[at] ?? 0) + share
    }
    first[i] = low
    end += inside(pixel + count - 1) - low + 1
    start[i + 1] = end
  }
  return { size, first, start, weights: Float32Array.from(weights.subarray(0, end)) }
}

/** What share of the pixels from `begin` on, `step` wide, is this one. */
const covered = (pixel: number, begin: number, step: number): number =>
  (Math.min(pixel + 1, begin + step) - Math.max(pixel, begin)) / step

function narrowColour({ data, width }: Grey, y: number, { size, first, start, weights }: Taps, row: Float32Array): void {
  const offset = y * width
  for (let x = 0; x < size; x++) {
    let red = 0
    let green = 0
    let blue = 0
    let at = (offset + (first[x] ?? 0)) * 3
    const end = start[x + 1] ?? 0
    for (let tap = start[x] ?? 0; tap < end; tap++, at += 3) {
      const weight = weights[tap] ?? 0
      red += (data[at] ?? 0) * weight
      green += (data[at + 1] ?? 0) * weight
      blue += (data[at + 2] ?? 0) * weight
    }
    row[x * 3] = red
    row[x * 3 + 1] = green
    row[x * 3 + 2] = blue
  }
}

function narrowGrey({ data, width }: Grey, y: number, { size, first, start, weights }: Taps, row: Float32Array): void {
  const offset = y * width
  let tap = 0
  for (let x = 0; x < size; x++) {
    let grey = 0
    let at = offset + (first[x] ?? 0)
    for (const end = start[x + 1] ?? 0; tap < end; tap++, at++) grey += (data[at] ?? 0) * (weights[tap] ?? 0)
    row[x] = grey
  }
}

/** Half as wide and high; each pixel is the mean of four. Sides must be even. */
export function halvedColour(photo: Pixels): Pixels {
  const { data, width, height } = photo
  const half = { data: new Uint8Array((width >> 1) * (height >> 1) * 3), width: width >> 1, height: height >> 1 }
  if (width % 4 === 0 && data.byteOffset % 4 === 0) halveWords(photo, half.data)
  else halveBytes(photo, half.data)
  return half
}

function halveBytes({ data, width, height }: Pixels, half: Uint8Array): void {
  const [wide, high, below] = [width >> 1, height >> 1, width * 3]
  for (let y = 0, to = 0; y < high; y++) {
    for (let x = 0, at = y * 2 * below; x < wide; x++, at += 6, to += 3) {
      half[to] = ((data[at] ?? 0) + (data[at + 3] ?? 0) + (data[at + below] ?? 0) + (data[at + below + 3] ?? 0) + 2) >> 2
      half[to + 1] =
        ((data[at + 1] ?? 0) + (data[at + 4] ?? 0) + (data[at + below + 1] ?? 0) + (data[at + below + 4] ?? 0) + 2) >> 2
      half[to + 2] =
        ((data[at + 2] ?? 0) + (data[at + 5] ?? 0) + (data[at + below + 2] ?? 0) + (data[at + below + 5] ?? 0) + 2) >> 2
    }
  }
}

/**
 * The same, four bytes at once: two rows are added in words of two 16-bit sums, the even bytes and the odd ones. Three words are four pixels. Machines
 * that run Node put the lowest byte first.
 */
function halveWords({ data, width, height }: Pixels, half: Uint8Array): void {
  const words = new Int32Array(data.buffer, data.byteOffset, (width * height * 3) >> 2)
  const row = (width * 3) >> 2
  const high = height >> 1
  for (let y = 0, to = 0; y < high; y++) {
    for (let at = y * 2 * row, end = at + row; at < end; at += 3, to += 6) {
      let above = words[at] ?? 0
      let below = words[at + row] ?? 0
      const even0 = (above & EVEN) + (below & EVEN)
      const odd0 = ((above >>> 8) & EVEN) + ((below >>> 8) & EVEN)
      above = words[at + 1] ?? 0
      below = words[at + row + 1] ?? 0
      const even1 = (above & EVEN) + (below & EVEN)
      const odd1 = ((above >>> 8) & EVEN) + ((below >>> 8) & EVEN)
      above = words[at + 2] ?? 0
      below = words[at + row + 2] ?? 0
      const even2 = (above & EVEN) + (below & EVEN)
      const odd2 = ((above >>> 8) & EVEN) + ((below >>> 8) & EVEN)
      half[to] = ((even0 & LOW) + (odd0 >>> 16) + 2) >> 2
      half[to + 1] = ((odd0 & LOW) + (even1 & LOW) + 2) >> 2
      half[to + 2] = ((even0 >>> 16) + (odd1 & LOW) + 2) >> 2
      half[to + 3] = ((even1 >>> 16) + (odd2 & LOW) + 2) >> 2
      half[to + 4] = ((odd1 >>> 16) + (even2 >>> 16) + 2) >> 2
      half[to + 5] = ((even2 & LOW) + (odd2 >>> 16) + 2) >> 2
    }
  }
}
const EVEN = 0x00ff00ff
const LOW = 0xffff
