import type { Tensor } from './model.ts'
import type { EastDecoder } from './decoders.ts'
import type { PixelBox } from './rectify.ts'

/** A line of text that was found, in the input's pixels. */
export interface FoundLine {
  box: PixelBox
  /** 0 to 1. */
  score: number
  /** Which of the score map's kinds it is. */
  kind: number
}

/** A cell's opinion of the line it is on. */
interface Cell {
  /** Of the cell's middle. */
  x: number
  y: number
  /** The greatest of its kinds' probabilities. */
  p: number
  kinds: number[]
  top: number
  right: number
  bottom: number
  left: number
  cos: number
  sin: number
  /** The middle of the line, as seen from here. */
  middleX: number
  middleY: number
}

/**
 * Lines of the `index`-th picture of a batch, best first. The best remaining cell forms a group with all cells whose line has its middle in
 * the inner part of that cell's line. The group is merged into one line, whose score is the mean of its best third.
 */
export function decodeEast(score: Tensor, geometry: Tensor, index: number, decoder: EastDecoder, low: number): FoundLine[] {
  let left = cells(score, geometry, index, decoder, low).sort((a, b) => b.p - a.p)
  const lines: FoundLine[] = []
  while (left.length > 0) {
    const [best] = left
    if (!best) break
    const group = left.filter((cell) => belongs(cell, best))
    const members = new Set([best, ...group])
    left = left.filter((cell) => !members.has(cell))
    if (group.length >= FEWEST) lines.push(merged(group))
  }
  return lines.sort((a, b) => b.score - a.score)
}

/** How many cells make a line; fewer are noise. */
const FEWEST = 3

function cells(score: Tensor, geometry: Tensor, index: number, decoder: EastDecoder, low: number): Cell[] {
  const [, kindCount = 0, rows = 0, columns = 0] = score.dims
  const plane = rows * columns
  const [scoreAt, geometryAt] = [index * kindCount * plane, index * 6 * plane]
  const found: Cell[] = []
  for (let i = 0; i < plane; i++) {
    let p = 0
    for (let kind = 0; kind < kindCount; kind++) p = Math.max(p, score.data[scoreAt + kind * plane + i] ?? 0)
    if (p <= low) continue
    const kinds = Array.from({ length: kindCount }, (_, kind) => score.data[scoreAt + kind * plane + i] ?? 0)
    const side = (channel: number) => geometry.data[geometryAt + channel * plane + i] ?? 0
    const [top, right, bottom, left, cos, sin] = [side(0), side(1), side(2), side(3), side(4), side(5)]
    const [x, y] = [((i % columns) + 0.5) * decoder.stride, (Math.floor(i / columns) + 0.5) * decoder.stride]
    const [along, across] = [(right - left) / 2, (bottom - top) / 2]
    const [middleX, middleY] = [x + along * cos - across * sin, y + along * sin + across * cos]
    found.push({ x, y, p, kinds, top, right, bottom, left, cos, sin, middleX, middleY })
  }
  return found
}

function belongs(cell: Cell, best: Cell): boolean {
  const [dx, dy] = [cell.middleX - best.middleX, cell.middleY - best.middleY]
  const [width, height] = [best.left + best.right, best.top + best.bottom]
  return (
    Math.abs(dx * best.cos + dy * best.sin) < 0.35 * width &&
    Math.abs(dy * best.cos - dx * best.sin) < 0.5 * height &&
    cell.cos * best.cos + cell.sin * best.sin > 0.7
  )
}

/** Sides are means of the cells' opinions. Cells near the left or right side count more for that side, because they see its digit. */
function merged(group: readonly Cell[]): FoundLine {
  const weight = ({ p }: Cell) => p * p
  const total = (of: (cell: Cell) => number) => group.reduce((sum, cell) => sum + of(cell), 0)
  const mean = (of: (cell: Cell) => number, by = weight) => total((cell) => of(cell) * by(cell)) / (total(by) + 1e-9)
  const direction = Math.atan2(
    total((cell) => cell.sin * weight(cell)),
    total((cell) => cell.cos * weight(cell)),
  )
  const [cos, sin] = [Math.cos(direction), Math.sin(direction)]
  const along = ({ x, y }: Cell) => x * cos + y * sin
  const across = ({ x, y }: Cell) => y * cos - x * sin
  const height = mean((cell) => cell.top + cell.bottom)
  const left = mean(
    (cell) => along(cell) - cell.left,
    (cell) => weight(cell) * Math.exp(-cell.left / (2 * height)),
  )
  const right = mean(
    (cell) => along(cell) + cell.right,
    (cell) => weight(cell) * Math.exp(-cell.right / (2 * height)),
  )
  const top = mean((cell) => across(cell) - cell.top)
  const bottom = mean((cell) => across(cell) + cell.bottom)
  const [u, v] = [(left + right) / 2, (top + bottom) / 2]
  const bestThird = group.slice(0, Math.max(1, Math.floor(group.length / 3)))
  const kinds = (bestThird[0]?.kinds ?? []).map((_, kind) => bestThird.reduce((sum, cell) => sum + (cell.kinds[kind] ?? 0), 0))
  return {
    box: {
      centreX: u * cos - v * sin,
      centreY: u * sin + v * cos,
      width: right - left,
      height: bottom - top,
      angle: (direction * 180) / Math.PI,
    },
    score: bestThird.reduce((sum, { p }) => sum + p, 0) / bestThird.length,
    kind: kinds.indexOf(Math.max(...kinds)),
  }
}
