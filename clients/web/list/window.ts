/** What of a long table is drawn: rows by their index, and gaps of so many pixels between them. */
export type Piece = { row: number } | { gap: number }

interface Looked {
  /** How far it is scrolled, and how much of it is seen, in pixels. */
  top: number
  height: number
  rowHeight: number
  count: number
}

/** So many rows above and below are drawn, so that a step of the keyboard always finds the next one. */
const BEYOND = 10

/** First and last row that are drawn. */
export function drawnRows({ top, height, rowHeight, count }: Looked): readonly [first: number, last: number] {
  const first = Math.max(0, Math.floor(top / rowHeight) - BEYOND)
  const last = Math.min(count - 1, Math.ceil((top + height) / rowHeight) + BEYOND)
  return [Math.min(first, Math.max(0, last)), last]
}

/** The same as pieces. The row that has the focus stays drawn, wherever it is: the browser would throw the focus away with it. */
export function piecesOf([first, last]: readonly [number, number], focused: number | null, looked: Looked): Piece[] {
  const { rowHeight, count } = looked
  const kept = focused !== null && focused < count && (focused < first || focused > last) ? [focused] : []
  const rows = [...kept, ...Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)].toSorted(
    (one, other) => one - other,
  )
  const pieces: Piece[] = []
  let next = 0
  for (const row of rows) {
    if (row > next) pieces.push({ gap: (row - next) * rowHeight })
    pieces.push({ row })
    next = row + 1
  }
  if (next < count) pieces.push({ gap: (count - next) * rowHeight })
  return pieces
}

/** To which row a key leads from this one; null where it leads nowhere. */
export function rowBy(key: string, at: number, count: number): number | null {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[key]
  return to === undefined || to < 0 || to >= count ? null : to
}
