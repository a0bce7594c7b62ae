import { strToU8, zipSync } from 'fflate'
import { csvOf, type CsvColumns, type CsvValue } from '#lib/csv/csv.ts'
import type { Part } from '#db/person.ts'

/** The ZIP of an export: for each box its part as JSON, each list of it as CSV as well, and a README that says what is what. */
export function archiveOf(
  of: { userId: string; askedAt: Date; missing: readonly string[] },
  parts: Readonly<Record<string, Part>>,
): Buffer {
  const files: Record<string, Uint8Array> = { 'README.txt': strToU8(readme(of, parts)) }
  for (const [box, { lists }] of Object.entries(parts)) {
    files[`${box}.json`] = strToU8(JSON.stringify(lists, null, 2))
    for (const [list, rows] of Object.entries(lists))
      if (rows.length > 0) files[`${box}/${list}.csv`] = strToU8(csvOf(columnsOf(rows), rows))
  }
  return Buffer.from(zipSync(files))
}

type Row = Readonly<Record<string, unknown>>

const columnsOf = (rows: readonly Row[]): CsvColumns<Row> =>
  Object.fromEntries([...new Set(rows.flatMap((row) => Object.keys(row)))].map((name) => [name, (row: Row) => cell(row[name])]))

const cell = (value: unknown): CsvValue => {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return JSON.stringify(value)
}

function readme(
  { userId, askedAt, missing }: { userId: string; askedAt: Date; missing: readonly string[] },
  parts: Readonly<Record<string, Part>>,
): string {
  const rows = (lists: Part['lists']) => Object.entries(lists).map(([list, { length }]) => `${list} (${length})`)
  const lines = Object.entries(parts).map(([box, { about, lists }]) => `${box}.json\n  ${about}\n  ${rows(lists).join(', ')}\n`)
  return `What Evergraph keeps of the user ${userId}, as of ${askedAt.toISOString()}.

Each part of the platform has a file of JSON; its lists are also there as tables (CSV), in a folder of its name. Times are in UTC, energies in
Wh, money in minor units of its currency, amounts of tokens in base units (18 decimals). A list has its newest 20,000 rows at most. "acts" is
what was noted of what you did.

${lines.join('\n')}
${missing.length === 0 ? 'All parts of the platform have answered.' : `These did not answer in time: ${missing.join(', ')}. Ask again.`}
`
}
