import { stringify } from 'csv-stringify/sync'

export type CsvValue = string | number | boolean | Date | null
/** Heads of the columns, and what each has of a row. */
export type CsvColumns<Row> = Readonly<Record<string, (row: Row) => CsvValue>>

/**
 * Rows as CSV (RFC 4180): UTF-8, lines end in CRLF, moments as ISO 8601, null empty. Text that a spreadsheet would run as a formula gets an
 * apostrophe in front; numbers stay numbers, also exact ones that are written as text: "-3.00".
 */
export const csvOf = <Row>(columns: CsvColumns<Row>, rows: readonly Row[], head = true): string =>
  stringify(
    rows.map((row) => Object.values(columns).map((value) => cell(value(row)))),
    { header: head, columns: Object.keys(columns), record_delimiter: '\r\n' },
  )

const NUMBER = /^-?\d+(\.\d+)?$/
const FORMULA = /^[\s\0]*[=+\-@\t\r]/

function cell(value: CsvValue): string {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'string') return FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value
  return String(value)
}
