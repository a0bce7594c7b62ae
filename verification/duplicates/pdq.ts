/* oxlint-disable typescript/no-non-null-assertion -- Arithmetic on arrays: every index runs within its array's bounds. */
import type { Pixels } from '../pixels.ts'
import { CHANGES, type Change } from '../checks/facts.ts'

/** Meta's perceptual hash of a picture, and of the seven others that turning and mirroring make of it. */
export interface Pdq {
  /** 32 bytes, as Meta writes them in hex: the first frequency's bit comes last. */
  hash: Uint8Array
  /** For each of `CHANGES`, the hash of the picture from which this one would have been made. */
  originals: Uint8Array[]
  /** 0 to 100: how much there is to go by. Meta trusts no hash below 50. */
  quality: number
}

const SIDE = 64
const FREQUENCIES = 16
/** Pictures from twice this size on are halved first. The hash hardly changes by that. */
const WORKING_SIDE = 512

/**
 * PDQ of an upright picture (Meta, "The TMK+PDQF video-hashing algorithm and the PDQ image-hashing algorithm", 2019): luma, two passes of
 * box filters, 64 × 64 samples, the lowest 16 × 16 frequencies without the constant, and for each whether it is above the median.
 */
export function pdqOf(pixels: Pixels): Pdq {
  const samples = sampled(halved(lumaOf(pixels)))
  const spectrum = spectrumOf(samples)
  const originals = CHANGES.map((change) => bitsOf(undo(change, spectrum)))
  return { hash: bitsOf(spectrum), originals, quality: qualityOf(samples) }
}

/** Bits that differ, 0 to 256. */
export function pdqDistance(a: Uint8Array, b: Uint8Array): number {
  let bits = 0
  for (let i = 0; i < a.length; i++) bits += ONES[a[i]! ^ b[i]!]!
  return bits
}
const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

interface Luma {
  luma: Float32Array
  width: number
  height: number
}

function lumaOf({ data, width, height }: Pixels): Luma {
  const luma = new Float32Array(width * height)
  for (let i = 0, p = 0; i < luma.length; i++, p += 3) luma[i] = 0.299 * data[p]! + 0.587 * data[p + 1]! + 0.114 * data[p + 2]!
  return { luma, width, height }
}

function halved(picture: Luma): Luma {
  const { luma, width, height } = picture
  if (Math.max(width, height) < 2 * WORKING_SIDE) return picture
  const [w, h] = [width >> 1, height >> 1]
  const half = new Float32Array(w * h)
  for (let y = 0; y < h; y++)
    for (let x = 0, i = 2 * y * width; x < w; x++, i += 2)
      half[y * w + x] = (luma[i]! + luma[i + 1]! + luma[i + width]! + luma[i + width + 1]!) / 4
  return halved({ luma: half, width: w, height: h })
}

/** Two passes of a box of half a sample's size make a tent filter. Then the middle of each of 64 × 64 cells is taken. */
function sampled({ luma, width, height }: Luma): Float32Array {
  const acrossWindow = Math.ceil(width / (2 * SIDE))
  const downWindow = Math.ceil(height / (2 * SIDE))
  let from = luma
  let to: Float32Array = new Float32Array(luma.length)
  for (let pass = 0; pass < 2; pass++) {
    for (let y = 0; y < height; y++) box(from, to, y * width, 1, width, acrossWindow)
    for (let x = 0; x < width; x++) box(to, from, x, width, height, downWindow)
  }
  const samples = new Float32Array(SIDE * SIDE)
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      const row = Math.floor(((y + 0.5) * height) / SIDE)
      samples[y * SIDE + x] = from[row * width + Math.floor(((x + 0.5) * width) / SIDE)]!
    }
  return samples
}

/** Means over a window along one line of `count` values. At the ends the window is cut. */
function box(from: Float32Array, to: Float32Array, start: number, stride: number, count: number, window: number): void {
  const ahead = window >> 1
  const behind = window - ahead - 1
  let sum = 0
  let size = 0
  for (let i = 0; i < Math.min(ahead, count); i++, size++) sum += from[start + i * stride]!
  for (let i = 0; i < count; i++) {
    if (i + ahead < count) {
      sum += from[start + (i + ahead) * stride]!
      size++
    }
    if (i - behind > 0) {
      sum -= from[start + (i - behind - 1) * stride]!
      size--
    }
    to[start + i * stride] = sum / size
  }
}

/** Row k is the cosine of frequency k + 1: the constant is left out. */
const COSINES = Float32Array.from({ length: FREQUENCIES * SIDE }, (_, at) => {
  const [frequency, x] = [Math.floor(at / SIDE) + 1, at % SIDE]
  return Math.sqrt(2 / SIDE) * Math.cos((Math.PI / 2 / SIDE) * frequency * (2 * x + 1))
})

function spectrumOf(samples: Float32Array): Float32Array {
  const down = new Float32Array(FREQUENCIES * SIDE)
  for (let k = 0; k < FREQUENCIES; k++)
    for (let y = 0; y < SIDE; y++) {
      const cosine = COSINES[k * SIDE + y]!
      for (let x = 0; x < SIDE; x++) down[k * SIDE + x]! += cosine * samples[y * SIDE + x]!
    }
  const spectrum = new Float32Array(FREQUENCIES * FREQUENCIES)
  for (let k = 0; k < FREQUENCIES; k++)
    for (let l = 0; l < FREQUENCIES; l++) {
      let sum = 0
      for (let x = 0; x < SIDE; x++) sum += down[k * SIDE + x]! * COSINES[l * SIDE + x]!
      spectrum[k * FREQUENCIES + l] = sum
    }
  return spectrum
}

/** How each change is undone: rows and columns are exchanged, then top and bottom, then left and right. */
const UNDO: Record<Change, { exchange: boolean; down: boolean; across: boolean }> = {
  NONE: { exchange: false, down: false, across: false },
  TURNED_90: { exchange: true, down: true, across: false },
  TURNED_180: { exchange: false, down: true, across: true },
  TURNED_270: { exchange: true, down: false, across: true },
  MIRRORED: { exchange: false, down: false, across: true },
  MIRRORED_90: { exchange: true, down: true, across: true },
  MIRRORED_180: { exchange: false, down: true, across: false },
  MIRRORED_270: { exchange: true, down: false, across: false },
}

/** A mirrored picture has the same frequencies, with the odd ones (at even places here) negated. */
function undo(change: Change, spectrum: Float32Array): Float32Array {
  const { exchange, down, across } = UNDO[change]
  return spectrum.map((_, at) => {
    const [row, column] = [at >> 4, at & 15]
    const value = spectrum[exchange ? column * FREQUENCIES + row : at]!
    const negated = (down && row % 2 === 0) !== (across && column % 2 === 0)
    return negated ? -value : value
  })
}

function bitsOf(spectrum: Float32Array): Uint8Array {
  // The lower of the two middle values, as Meta does it.
  const median = spectrum.toSorted()[spectrum.length / 2 - 1]!
  const hash = new Uint8Array(spectrum.length / 8)
  for (const [bit, value] of spectrum.entries()) if (value > median) hash[hash.length - 1 - (bit >> 3)]! |= 1 << (bit & 7)
  return hash
}

/** Meta's measure: the sum of the steps between neighbours that are larger than a hundredth. */
function qualityOf(samples: Float32Array): number {
  const step = (a: number, b: number) => Math.abs(Math.trunc(((samples[a]! - samples[b]!) * 100) / 255))
  let sum = 0
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      const at = y * SIDE + x
      if (y + 1 < SIDE) sum += step(at, at + SIDE)
      if (x + 1 < SIDE) sum += step(at, at + 1)
    }
  return Math.min(100, Math.trunc(sum / 90))
}
