import DataLoader from 'dataloader'

/** Loads the rows of many ids at once. */
type Load<Row> = (ids: readonly string[]) => Promise<Row[]>

/**
 * A batched look-up of one request: the row of each id, or null. Nothing is remembered between batches: the context of a subscription lives
 * as long as its stream, and must see each state as it is.
 */
export function one<Row>(load: Load<Row>, key: (row: Row) => string) {
  return new DataLoader<string, Row | null>(
    async (ids) => {
      const rows = new Map((await load([...new Set(ids)])).map((row) => [key(row), row]))
      return ids.map((id) => rows.get(id) ?? null)
    },
    { cache: false },
  )
}

/** The same for all rows of each id. */
export function many<Row>(load: Load<Row>, key: (row: Row) => string) {
  return new DataLoader<string, Row[]>(
    async (ids) => {
      const rows = Map.groupBy(await load([...new Set(ids)]), key)
      return ids.map((id) => rows.get(id) ?? [])
    },
    { cache: false },
  )
}
