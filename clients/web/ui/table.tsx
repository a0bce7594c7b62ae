import type { ReactNode } from 'react'

interface Column<Row> {
  name: string
  cell: (row: Row) => ReactNode
  /** Numbers stand at the right, under each other. */
  number?: boolean
}

/** Rows with a heading for each column; wider than a phone, it scrolls by itself and not the page. */
export function Table<Row>(props: {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
}) {
  const { label, columns, rows, rowKey } = props
  const side = ({ number }: Column<Row>) => (number ? 'text-right' : 'text-left')
  return (
    // Whoever has no mouse scrolls it by the arrow keys.
    <div role="region" aria-label={label} tabIndex={0} className="max-w-full overflow-x-auto rounded-lg border border-line bg-card">
      <table className="w-full text-sm">
        <thead className="border-b border-line text-soft">
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={`px-4 py-2 font-medium whitespace-nowrap ${side(column)}`}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.name} className={`px-4 py-2 whitespace-nowrap ${side(column)}`}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
