import type { Pixels } from '../pixels.ts'

/** The longer side has so many blocks: noise and paper are even in the mean of a block. */
const BLOCKS = 128
/** Blocks of a cell, along each side. */
const CELL = 8
/** Two neighbouring blocks that differ by more than so many shades are an edge; a cell has structure from so many on. */
const EDGE = { shades: 8, least: 3 }

/** At night a dashboard is as empty as a drawing: what is darker than so many shades is not asked about. */
const LIT = 16

/**
 * What share of the picture is lit and shows nothing, 0 to 1: of 16 × 12 cells, those without an edge. A dashboard has needles, scales and rims nearly everywhere; of a
 * number on plain ground nearly every cell is empty, whatever noise was added and whatever paper it was printed on.
 */
export function plainShare(pixels: Pixels): number {
  const { means, columns, rows } = blocksOf(pixels)
  const edge = (at: number) => {
    const mean = means[at] ?? 0
    return Math.max(Math.abs((means[at + 1] ?? 0) - mean), Math.abs((means[at + columns] ?? 0) - mean)) > EDGE.shades
  }
  const [wide, high] = [Math.floor((columns - 1) / CELL), Math.floor((rows - 1) / CELL)]
  let plain = 0
  for (let cell = 0; cell < wide * high; cell++) {
    const start = Math.floor(cell / wide) * CELL * columns + (cell % wide) * CELL
    const blocks = Array.from({ length: CELL ** 2 }, (_, i) => start + Math.floor(i / CELL) * columns + (i % CELL))
    const light = blocks.reduce((sum, at) => sum + (means[at] ?? 0), 0) / blocks.length
    if (light >= LIT && blocks.filter(edge).length < EDGE.least) plain++
  }
  return wide * high === 0 ? 0 : plain / (wide * high)
}

function blocksOf({ data, width, height }: Pixels): { means: Float32Array; columns: number; rows: number } {
  const side = Math.max(1, Math.round(Math.max(width, height) / BLOCKS))
  const [columns, rows] = [Math.floor(width / side), Math.floor(height / side)]
  const means = new Float32Array(columns * rows)
  for (let y = 0; y < rows * side; y++)
    for (let x = 0; x < columns * side; x++) {
      const at = (y * width + x) * 3
      const grey = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
      const block = Math.floor(y / side) * columns + Math.floor(x / side)
      means[block] = (means[block] ?? 0) + grey / side ** 2
    }
  return { means, columns, rows }
}
