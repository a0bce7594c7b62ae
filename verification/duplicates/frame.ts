/* oxlint-disable typescript/no-non-null-assertion -- Arithmetic on arrays: every index runs within its array's bounds. */
import { OUTLINE_SIDE as SIDE } from './outline.ts'

/** Levels by which a plain line may differ from the first of its side: a JPEG leaves so much. */
const PLAIN = 6
/** Fewer lines are no frame: every fourth photo has a dark line at an edge. */
const FEWEST = 4
/** At most this share of a side is taken away from each end: a photo of the night is not all frame. */
const MOST = 0.3

/** Without a frame of one brightness, a border or the bars of a screenshot: such a frame is brighter than all that the search for a copy's place looks at. */
export function withoutFrame(outline: Uint8Array): Uint8Array {
  const row = (y: number) => outline.subarray(y * SIDE, (y + 1) * SIDE)
  const column = (x: number) => Uint8Array.from({ length: SIDE }, (_, y) => outline[y * SIDE + x]!)
  const [top, bottom] = [plainLines(row), plainLines((y) => row(SIDE - 1 - y))]
  const [left, right] = [plainLines(column), plainLines((x) => column(SIDE - 1 - x))]
  if (top + bottom + left + right === 0) return outline
  const [width, height] = [SIDE - left - right, SIDE - top - bottom]
  return Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
    const x = Math.min(left + (((i % SIDE) + 0.5) / SIDE) * width - 0.5, SIDE - right - 1)
    const y = Math.min(top + ((Math.floor(i / SIDE) + 0.5) / SIDE) * height - 0.5, SIDE - bottom - 1)
    return between(outline, Math.max(x, left), Math.max(y, top))
  })
}

/** How many lines from an edge are plain; with the one behind them, in which frame and photo are mixed. */
function plainLines(line: (at: number) => Uint8Array): number {
  const first = line(0)[0]!
  let plain = 0
  while (plain < MOST * SIDE && line(plain).every((value) => Math.abs(value - first) <= PLAIN)) plain++
  return plain < FEWEST ? 0 : plain + 1
}

function between(outline: Uint8Array, x: number, y: number): number {
  const [left, top] = [Math.min(Math.floor(x), SIDE - 2), Math.min(Math.floor(y), SIDE - 2)]
  const at = top * SIDE + left
  const upper = outline[at]! + (x - left) * (outline[at + 1]! - outline[at]!)
  const lower = outline[at + SIDE]! + (x - left) * (outline[at + SIDE + 1]! - outline[at + SIDE]!)
  return Math.round(upper + (y - top) * (lower - upper))
}
