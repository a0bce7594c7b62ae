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
 * The part of a photo at another size. Where it shrinks, each pixel is the mean of those it covers, so that fine strokes fade instead of
 * vanishing; where it grows, between neighbours. Reads beyond the photo repeat its edge.
 */
export function resize(photo: Pixels, width: number, height: number, area: Area = whole(photo)): Pixels {
  return { data: resample(photo, 3, width, height, area), width, height }
}

/** The same for a grey picture. */
export function resizeGrey(grey: Grey, width: number, height: number, area: Area = whole(grey)): Grey {
  return { data: resample(grey, 1, width, height, area), width, height }
}

/** Along rows first, then down; each source row is narrowed once. */
function resample(source: Grey, channels: 1 | 3, width: number, height: number, area: Area): Uint8Array {
  const across = taps(area.left, area.width, source.width, width)
  const down = taps(area.top, area.height, source.height, height)
  const narrow = channels === 1 ? narrowedGreyRow : narrowedRow
  const rows = new Map<number, Float32Array>()
  const data = new Uint8Array(width * height * channels)
  const sum = new Float32Array(width * channels)
  for (let y = 0; y < height; y++) {
    sum.fill(0.5)
    const { first, weights } = at(down, y)
    for (const passed of rows.keys()) if (passed < first) rows.delete(passed)
    for (let i = 0; i < weights.length; i++) {
      const sourceY = Math.min(Math.max(first + i, 0), source.height - 1)
      let row = rows.get(sourceY)
      if (!row) rows.set(sourceY, (row = narrow(source, sourceY, across)))
      const weight = weights[i] ?? 0
      for (let x = 0; x < sum.length; x++) sum[x] = (sum[x] ?? 0) + (row[x] ?? 0) * weight
    }
    data.set(sum, y * width * channels)
  }
  return data
}

export const whole = ({ width, height }: { width: number; height: number }): Area => ({ left: 0, top: 0, width, height })

/** Source pixels, from `first` on, and their shares in one pixel of the result. */
interface Taps {
  first: number
  weights: Float32Array
}

/** Shares along one axis: of the pixels covered when it shrinks, of the two neighbours when it grows. */
function taps(start: number, length: number, limit: number, size: number): Taps[] {
  const step = length / size
  return Array.from({ length: size }, (_, i) => {
    if (step <= 1) {
      const centre = Math.min(Math.max(start + (i + 0.5) * step - 0.5, 0), limit - 1)
      const first = Math.floor(centre)
      return { first, weights: Float32Array.of(1 - (centre - first), centre - first) }
    }
    const from = start + i * step
    const first = Math.floor(from)
    const last = Math.ceil(from + step - 1e-6)
    const weights = Float32Array.from(
      { length: last - first },
      (__, k) => (Math.min(first + k + 1, from + step) - Math.max(first + k, from)) / step,
    )
    return { first, weights }
  })
}

function narrowedRow(photo: Pixels, y: number, across: readonly Taps[]): Float32Array {
  const { data, width } = photo
  const row = new Float32Array(across.length * 3)
  const offset = y * width * 3
  for (let x = 0; x < across.length; x++) {
    const { first, weights } = at(across, x)
    let [red, green, blue] = [0, 0, 0]
    for (let i = 0; i < weights.length; i++) {
      const source = offset + Math.min(Math.max(first + i, 0), width - 1) * 3
      const weight = weights[i] ?? 0
      red += (data[source] ?? 0) * weight
      green += (data[source + 1] ?? 0) * weight
      blue += (data[source + 2] ?? 0) * weight
    }
    row[x * 3] = red
    row[x * 3 + 1] = green
    row[x * 3 + 2] = blue
  }
  return row
}

function narrowedGreyRow({ data, width }: Grey, y: number, across: readonly Taps[]): Float32Array {
  const row = new Float32Array(across.length)
  const offset = y * width
  for (let x = 0; x < across.length; x++) {
    const { first, weights } = at(across, x)
    let grey = 0
    for (let i = 0; i < weights.length; i++) {
      grey += (data[offset + Math.min(Math.max(first + i, 0), width - 1)] ?? 0) * (weights[i] ?? 0)
    }
    row[x] = grey
  }
  return row
}

function at(list: readonly Taps[], index: number): Taps {
  const taps = list[index]
  if (!taps) throw new RangeError(`No taps at ${index}.`)
  return taps
}
