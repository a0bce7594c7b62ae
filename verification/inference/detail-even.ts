import { normalised, type Piece, type Place } from './detail-likeness.ts'
import type { Detail } from './detail.ts'

/** Of what share of two pieces, the most even, the likeness is asked for by itself. */
const EVEN_SHARE = 0.4

/** Normalised correlation of the most even pixels alone of a piece and of the one of its size that begins at this pixel of the photo; 0 if that is not there. */
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

/** The slope up to which the most even pixels of both pieces go. */
function evenest({ slopes, width }: Detail, start: number, shift: number, wide: number, high: number): number {
  const all = new Float32Array(wide * high)
  for (let row = 0, to = 0; row < high; row++)
    for (let at = start + row * width, end = at + wide; at < end; at++)
      all[to++] = Math.max(slopes[at] ?? 0, slopes[at + shift] ?? 0)
  return nth(all, Math.floor(all.length * EVEN_SHARE))
}

/** The value that would stand there if all were sorted (Hoare 1961). Changes their order. */
function nth(all: Float32Array, index: number): number {
  let [from, to] = [0, all.length - 1]
  while (from < to) {
    const pivot = all[(from + to) >> 1] ?? 0
    let [i, j] = [from, to]
    while (i <= j) {
      while ((all[i] ?? 0) < pivot) i++
      while ((all[j] ?? 0) > pivot) j--
      if (i > j) break
      const swapped = all[i] ?? 0
      all[i++] = all[j] ?? 0
      all[j--] = swapped
    }
    if (index <= j) to = j
    else if (index >= i) from = i
    else break
  }
  return all[index] ?? 0
}
