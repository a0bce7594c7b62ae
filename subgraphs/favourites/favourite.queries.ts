import { sql, type Insertable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { knownTo } from './station.queries.ts'
import type { Db, Favourite, FavouritesTables, Trx } from './tables.ts'

/** One request of a user at a time: what they count and then add cannot be passed by another. */
export const lockUser = async (trx: Trx, userId: string): Promise<void> =>
  void (await sql`SELECT pg_advisory_xact_lock(hashtextextended(${userId}, 0))`.execute(trx))

const favouritesOf = (db: Db, userId: string) =>
  db
    .selectFrom('favourite')
    .innerJoin('station', 'station.id', 'favourite.station_id')
    .selectAll('favourite')
    .select(['online', 'free_evses', 'free_changed_at'])
    .where('user_id', '=', userId)
    // One may have become private since.
    .where(knownTo(userId))

export const listFavouritesOf = (db: Db, userId: string, page: PageRequest): Promise<Favourite[]> =>
  pageBy(favouritesOf(db, userId), [['favourite.id', 'uuid']], 'desc', page)

export const favouritesAt = (db: Db, userId: string, stationIds: readonly string[]): Promise<Favourite[]> =>
  favouritesOf(db, userId).where('station_id', 'in', stationIds).execute()

/** The newest first. */
export async function favouriteStations(db: Db, userId: string): Promise<string[]> {
  const rows = await favouritesOf(db, userId).orderBy('favourite.id', 'desc').execute()
  return rows.map((row) => row.station_id)
}

export async function countFavourites(trx: Trx, userId: string): Promise<number> {
  const counted = trx.selectFrom('favourite').where('user_id', '=', userId)
  const { count } = await counted.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return count
}

/** Adds a favourite, or changes the one that the user has there. */
export const upsertFavourite = (trx: Trx, row: Insertable<FavouritesTables['favourite']>) =>
  trx
    .insertInto('favourite')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'station_id']).doUpdateSet({ note: row.note, tell_when_free: row.tell_when_free }),
    )
    .execute()

export async function deleteFavourite(trx: Trx, userId: string, stationId: string): Promise<boolean> {
  const gone = trx.deleteFrom('favourite').where('user_id', '=', userId).where('station_id', '=', stationId)
  return (await gone.executeTakeFirst()).numDeletedRows > 0n
}
