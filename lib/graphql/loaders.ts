import DataLoader from 'dataloader'

/** Loads the rows of many ids at once. */
type Load<Db, Row> = (db: Db, ids: readonly string[]) => Promise<Row[]>

/**
 * A batched look-up of one request: the row whose `key` is the id, or null. Nothing is remembered between batches. A subscription's context
 * lives as long as its stream, and would otherwise show old states.
 */
export function one<Db, Row extends object>(db: Db, load: Load<Db, Row>, key: keyof Row) {
  return new DataLoader<string, Row | null>(
    async (ids) => {
      const rows = new Map((await load(db, [...new Set(ids)])).map((row) => [String(row[key]), row]))
      return ids.map((id) => rows.get(id) ?? null)
    },
    { cache: false },
  )
}

/** The same for all rows of each id. */
export function many<Db, Row extends object>(db: Db, load: Load<Db, Row>, key: keyof Row) {
  return new DataLoader<string, Row[]>(
    async (ids) => {
      const rows = Map.groupBy(await load(db, [...new Set(ids)]), (row) => String(row[key]))
      return ids.map((id) => rows.get(id) ?? [])
    },
    { cache: false },
  )
}
