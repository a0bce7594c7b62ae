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
  return { data: resample(grey, 1, width, height, area), width, height }
}

export const whole = ({ width, height }: { width: number; height: number }): Area => ({ left: 0, top: 0, width, height })

/** Along rows first, then down, so that each source row is narrowed once. */
function resample(source: Grey, channels: 1 | 3, width: number, height: number, area: Area): Uint8Array {
  const across = taps(area.left, area.width, source.width, width)
  const down = taps(area.top, area.height, source.height, height)
  const narrow = channels === 1 ? narrowGrey : narrowColour
  const rows = new Map<number, Float32Array>()
  const data = new Uint8Array(width * height * channels)
  const sum = new Float32Array(width * channels)
  for (let y = 0; y < height; y++) {
    sum.fill(0.5)
    const first = down.first[y] ?? 0
    for (const passed of rows.keys()) if (passed < first) rows.delete(passed)
    for (let tap = down.start[y] ?? 0, sourceY = first; tap < (down.start[y + 1] ?? 0); tap++, sourceY++) {
      let row = rows.get(sourceY)
      if (!row) rows.set(sourceY, (row = narrow(source, sourceY, across)))
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
  const [first, start, weights] = [new Int32Array(size), new Int32Array(size + 1), [] as number[]]
  const inside = (index: number) => Math.min(Math.max(index, 0), limit - 1)
  for (let i = 0; i < size; i++) {
    const shares = step > 1 ? covered(from + i * step, step) : neighbours(from + (i + 0.5) * step - 0.5)
    const [low, high] = [inside(shares.first), inside(shares.first + shares.weights.length - 1)]
    const within = Array<number>(high - low + 1).fill(0)
    shares.weights.forEach((weight, k) => {
      const at = inside(shares.first + k) - low
      within[at] = (within[at] ?? 0) + weight
    })
    first[i] = low
    weights.push(...within)
    start[i + 1] = weights.length
  }
  return { size, first, start, weights: Float32Array.from(weights) }
}

function covered(from: number, step: number): { first: number; weights: number[] } {
  const first = Math.floor(from)
  const count = Math.ceil(from + step - 1e-6) - first
  const share = (pixel: number) => (Math.min(pixel + 1, from + step) - Math.max(pixel, from)) / step
  return { first, weights: Array.from({ length: count }, (_, k) => share(first + k)) }
}

function neighbours(centre: number): { first: number; weights: number[] } {
  const first = Math.floor(centre)
  return { first, weights: [1 - (centre - first), centre - first] }
}

function narrowColour({ data, width }: Grey, y: number, { size, first, start, weights }: Taps): Float32Array {
  const row = new Float32Array(size * 3)
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
  return row
}

function narrowGrey({ data, width }: Grey, y: number, { size, first, start, weights }: Taps): Float32Array {
  const row = new Float32Array(size)
  const offset = y * width
  for (let x = 0; x < size; x++) {
    let grey = 0
    let at = offset + (first[x] ?? 0)
    const end = start[x + 1] ?? 0
    for (let tap = start[x] ?? 0; tap < end; tap++, at++) grey += (data[at] ?? 0) * (weights[tap] ?? 0)
    row[x] = grey
  }
  return row
}

/** Half as wide and high; each pixel is the mean of four. Sides must be even. */
export function halvedColour({ data, width, height }: Pixels): Pixels {
  const [wide, high, below] = [width >> 1, height >> 1, width * 3]
  const half = new Uint8Array(wide * high * 3)
  for (let y = 0, to = 0; y < high; y++) {
    for (let x = 0, at = y * 2 * below; x < wide; x++, at += 6, to += 3) {
      half[to] = ((data[at] ?? 0) + (data[at + 3] ?? 0) + (data[at + below] ?? 0) + (data[at + below + 3] ?? 0) + 2) >> 2
      half[to + 1] =
        ((data[at + 1] ?? 0) + (data[at + 4] ?? 0) + (data[at + below + 1] ?? 0) + (data[at + below + 4] ?? 0) + 2) >> 2
      half[to + 2] =
        ((data[at + 2] ?? 0) + (data[at + 5] ?? 0) + (data[at + below + 2] ?? 0) + (data[at + below + 5] ?? 0) + 2) >> 2
    }
  }
  return { data: half, width: wide, height: high }
}
