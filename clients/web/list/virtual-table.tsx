import { memo, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { drawnRows, piecesOf, rowBy } from './window.ts'

interface Column<Row> {
  name: string
  cell: (row: Row) => ReactNode
  /** Tailwind's width. */
  width: string
}

interface Props<Row> {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** How many rows there are in all; unknown while there are more to load. */
  total: number | null
  /** Its end comes into sight. */
  onEnd?: (() => void) | null
  /** First and last row that are drawn. */
  onDrawn?: (first: number, last: number) => void
}

/** The height of a row, as `h-11` has it. */
const ROW = 44

/**
 * A table of thousands of rows, of which those are drawn that are seen. It stays a table: readers of screens hear which of how many rows they are in, the
 * arrow keys lead from row to row, Home and End to the first and the last that are loaded.
 */
export function VirtualTable<Row>({ label, columns, rows, rowKey, total, onEnd, onDrawn }: Props<Row>) {
  const scroller = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState({ top: 0, height: 600 })
  const [focused, setFocused] = useState<number | null>(null)
  const wanted = useRef<{ row: number; control: number } | null>(null)
  const looked = { ...seen, rowHeight: ROW, count: rows.length }
  const drawn = drawnRows(looked)
  const [first, last] = drawn

  useEffect(() => {
    const place = scroller.current
    if (!place) return
    const look = () => setSeen({ top: place.scrollTop, height: place.clientHeight })
    const observer = new ResizeObserver(look)
    observer.observe(place)
    place.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      place.removeEventListener('scroll', look)
    }
  }, [])
  useEffect(() => onDrawn?.(first, last), [first, last, onDrawn])
  const atEnd = last >= rows.length - 1
  useEffect(() => {
    if (atEnd) onEnd?.()
  }, [atEnd, rows.length, onEnd])
  // A row far away is drawn first, then it gets the focus.
  useEffect(() => {
    const { row, control } = wanted.current ?? {}
    const found = scroller.current?.querySelector(`tr[data-row="${row}"]`)
    if (row === undefined || !found) return
    wanted.current = null
    controlsOf(found)[control ?? 0]?.focus()
  })

  const move = (event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest('tr')
    const at = Number(row?.dataset['row'])
    const to = row && rowBy(event.key, at, rows.length)
    if (!row || to == null) return
    event.preventDefault()
    const control = controlsOf(row).indexOf(event.target as HTMLElement)
    wanted.current = { row: to, control }
    setFocused(to)
    const place = scroller.current
    if (place && (to < first || to > last)) place.scrollTop = to * ROW - place.clientHeight / 2
  }

  return (
    // Whoever has no mouse scrolls it by the arrow keys.
    <div
      ref={scroller}
      role="region"
      aria-label={label}
      tabIndex={0}
      className="h-[65dvh] overflow-auto rounded-lg border border-line bg-card [overflow-anchor:none]"
    >
      <table aria-label={label} aria-rowcount={total === null ? -1 : total + 1} className="w-full table-fixed text-sm">
        <thead className="sticky top-0 z-10 bg-card text-soft">
          <tr aria-rowindex={1} className="h-11">
            {columns.map(({ name, width }) => (
              <th key={name} scope="col" className={`px-3 text-left font-medium whitespace-nowrap ${width}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          onKeyDown={move}
          onFocus={(event) => setFocused(Number((event.target as HTMLElement).closest('tr')?.dataset['row'] ?? -1))}
          onBlur={() => setFocused(null)}
        >
          {piecesOf(drawn, focused, looked).map((piece) => {
            if ('gap' in piece) return <Gap key={`gap ${piece.gap}`} height={piece.gap} columns={columns.length} />
            const row = rows[piece.row]
            return row === undefined ? null : <Line key={rowKey(row)} row={row} at={piece.row} columns={columns} />
          })}
        </tbody>
      </table>
    </div>
  )
}

const controlsOf = (row: Element): HTMLElement[] => [...row.querySelectorAll<HTMLElement>('a[href], button, input')]

interface LineProps<Row> {
  row: Row
  at: number
  columns: readonly Column<Row>[]
}

function RowOf<Row>({ row, at, columns }: LineProps<Row>) {
  return (
    <tr data-row={at} aria-rowindex={at + 2} className="h-11 border-t border-line">
      {columns.map(({ name, cell }) => (
        <td key={name} className="truncate px-3 whitespace-nowrap">
          {cell(row)}
        </td>
      ))}
    </tr>
  )
}

// `memo` loses that it is of any kind of row.
const Line = memo(RowOf) as typeof RowOf

/** The policy lets no style into a page: the height of a drawing is an attribute. */
const Gap = ({ height, columns }: { height: number; columns: number }) => (
  <tr aria-hidden>
    <td colSpan={columns} className="p-0">
      <svg width="1" height={height} className="block" />
    </td>
  </tr>
)
