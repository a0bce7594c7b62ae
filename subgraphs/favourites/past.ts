import { each, type Past } from '#db/past.ts'
import type { FavouritesTables } from './tables.ts'
import { saved } from './told.ts'

/** What favourites can say again. That a station became free is news, and is told once. */
export const past: Past<FavouritesTables> = {
  'favourites.favourite.saved': each(
    (trx) => trx.selectFrom('favourite').selectAll(),
    ['id'],
    (rows) => rows.map((row) => ({ aggregateId: row.user_id, data: saved(row), since: row.created_at })),
  ),
}
