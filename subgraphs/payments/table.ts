import type { CsvTable } from '#lib/csv/table.ts'
import type { Config } from './config.ts'
import { tableUrl, type TableKind } from './links.ts'

/** A part of a table. It is read when somebody asks for what is in it, and not for its link alone. */
export interface Table {
  part: () => Promise<CsvTable>
  url: string
}

/** A part, and the link to the same part. `asked` is all that it is read by, as JSON keeps it. */
export function linkedTable(config: Config, kind: TableKind, asked: object, read: () => Promise<CsvTable>): Table {
  let part: Promise<CsvTable> | undefined
  return { part: () => (part ??= read()), url: tableUrl(config, kind, asked) }
}
