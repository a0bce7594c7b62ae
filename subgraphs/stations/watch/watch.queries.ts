import { inCells, PUBLISHED } from '../search/filter.ts'
import type { Cells } from '../search/grid.ts'
import type { Db } from '../tables.ts'

/** The ids of stations in a box that everybody may see, so many at most. */
export async function stationsInBox(db: Db, cells: Cells, most: number): Promise<string[]> {
  const found = db.selectFrom('station').select('id').where(PUBLISHED).where(inCells('station', cells)).limit(most)
  return (await found.execute()).map(({ id }) => id)
}
