import type { Pixels } from '../pixels.ts'

const BLOCK = 8

/**
 * What share of the picture's blocks of 8 × 8 pixels is of one brightness throughout, 0 to 1. A camera's noise leaves few such blocks; a drawing is made of them.
 */
export function flatShare({ data, width, height }: Pixels): number {
  const [columns, rows] = [Math.floor(width / BLOCK), Math.floor(height / BLOCK)]
  let flat = 0
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) if (isFlat(data, width, column * BLOCK, row * BLOCK)) flat++
  return columns * rows === 0 ? 0 : flat / (columns * rows)
}

function isFlat(data: Uint8Array, width: number, left: number, top: number): boolean {
  const first = greyAt(data, (top * width + left) * 3)
  for (let y = top; y < top + BLOCK; y++)
    for (let x = left; x < left + BLOCK; x++) if (greyAt(data, (y * width + x) * 3) !== first) return false
  return true
}

/** Rec. 601. */
const greyAt = (data: Uint8Array, at: number): number =>
  Math.round(0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0))
