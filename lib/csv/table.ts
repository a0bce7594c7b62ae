import { LIMITS } from '../limits.ts'
import type { Page, PageArgs } from '../pagination.ts'
import { csvOf, type CsvColumns } from './csv.ts'

/** A part of a list as CSV: `next` begins the next part, and is null with the last. */
export interface CsvTable {
  csv: string
  next: string | null
}

/** A part of a list that is read by pages; only the first part has a head. Parts fit together as they are. */
export async function csvTable<Row>(
  columns: CsvColumns<Row>,
  after: string | null,
  page: (args: PageArgs) => Promise<Page<Row>>,
): Promise<CsvTable> {
  const rows: Row[] = []
  let next = after
  for (let count = 0; count < LIMITS.page.perTable; count++) {
    const { edges, pageInfo } = await page({ first: LIMITS.page.max, after: next })
    rows.push(...edges.map(({ node }) => node))
    next = pageInfo.hasNextPage ? pageInfo.endCursor : null
    if (next === null) break
  }
  return { csv: csvOf(columns, rows, after === null), next }
}
