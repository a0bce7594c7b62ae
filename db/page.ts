import { sql, type Expression, type SelectQueryBuilder, type StringReference } from 'kysely'
import type { KeysetKey, PageRequest } from '#lib/pagination.ts'

/**
 * The rows of a page (`keysetPage`). The list is in the order of these columns, the last of which is unique. Each has the type by which its
 * part of a cursor is read, e.g. `[['opened_at', 'timestamptz'], ['id', 'uuid']]`.
 */
export function pageBy<DB, Tables extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, Tables, Row>,
  columns: readonly (readonly [
    StringReference<DB, Tables> | Expression<unknown>,
    'bigint' | 'date' | 'int' | 'text' | 'timestamptz' | 'uuid',
  ])[],
  order: 'asc' | 'desc',
  { past, until, forward, limit }: PageRequest,
): Promise<Row[]> {
  const up = forward === (order === 'asc')
  const places = columns.map(([column]) => (typeof column === 'string' ? sql.ref(column) : column))
  const beyond = (key: KeysetKey, side: '>' | '<') =>
    sql<boolean>`(${sql.join(places)}) ${sql.raw(side)} (${sql.join(columns.map(([, type], i) => sql`${key[i]}::${sql.raw(type)}`))})`
  let page = query.limit(limit)
  if (past) page = page.where(beyond(past, up ? '>' : '<'))
  if (until) page = page.where(beyond(until, up ? '<' : '>'))
  for (const place of places) page = page.orderBy(place, up ? 'asc' : 'desc')
  return page.execute()
}
