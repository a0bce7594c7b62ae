import type { Pixels } from '../pixels.ts'

/** Side of an outline in pixels. */
export const OUTLINE_SIDE = 128

/** The whole picture on a grey square, 8 bits, without its proportions. Copies are compared more closely by it. */
export function outlineOf(pixels: Pixels): Uint8Array {
  const { data } = squeezed(pixels, OUTLINE_SIDE)
  return Uint8Array.from({ length: OUTLINE_SIDE ** 2 }, (_, i) =>
    Math.round(0.299 * (data[3 * i] ?? 0) + 0.587 * (data[3 * i + 1] ?? 0) + 0.114 * (data[3 * i + 2] ?? 0)),
  )
}

/** The picture on a square of `side` pixels, each the mean of what falls on it. */
export function squeezed({ data, width, height }: Pixels, side: number): Pixels {
  const rows = reduced(data, height, width * 3, side)
  const columns = new Float32Array(side * side * 3)
  for (let y = 0; y < side; y++) {
    const row = rows.subarray(y * width * 3, (y + 1) * width * 3)
    columns.set(reduced(row, width, 3, side), y * side * 3)
  }
  return { data: Uint8Array.from(columns, Math.round), width: side, height: side }
}

/** Reduces `count` groups of `size` values to `side` groups. Each is the mean over its share of them, fractions included. */
function reduced(values: ArrayLike<number>, count: number, size: number, side: number): Float32Array {
  const out = new Float32Array(side * size)
  const share = count / side
  for (let to = 0; to < side; to++) {
    const [begin, end] = [to * share, (to + 1) * share]
    for (let from = Math.floor(begin); from < Math.min(count, Math.ceil(end)); from++) {
      const weight = (Math.min(end, from + 1) - Math.max(begin, from)) / share
      // oxlint-disable-next-line typescript/no-non-null-assertion -- Both indices run within their arrays.
      for (let k = 0; k < size; k++) out[to * size + k]! += weight * values[from * size + k]!
    }
  }
  return out
}
