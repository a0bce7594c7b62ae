import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Guest, Station, Trx } from '../tables.ts'

/** Those of these stations where the user is a guest. */
export async function guestAt(db: Db, userId: string, stationIds: readonly string[]): Promise<Set<string>> {
  const rows = db.selectFrom('station_guest').select('station_id').where('user_id', '=', userId)
  return new Set((await rows.where('station_id', 'in', stationIds).execute()).map((row) => row.station_id))
}

/** All guests of these stations. */
export const guestsOf = (db: Db, stationIds: readonly string[]): Promise<Guest[]> =>
  db.selectFrom('station_guest').selectAll().where('station_id', 'in', stationIds).orderBy('user_id').execute()

export const listGuests = (db: Db, stationId: string, page: PageRequest): Promise<Guest[]> =>
  pageBy(db.selectFrom('station_guest').selectAll().where('station_id', '=', stationId), [['user_id', 'uuid']], 'asc', page)

/** Private stations in use where the user is a guest, by name. */
export const stationsOfGuest = (db: Db, userId: string, page: PageRequest): Promise<Station[]> =>
  pageBy(
    db
      .selectFrom('station_guest')
      .innerJoin('station', 'station.id', 'station_guest.station_id')
      .selectAll('station')
      .where('user_id', '=', userId)
      .where('access', '=', 'PRIVATE')
      .where('retired_at', 'is', null),
    [
      ['station.name', 'text'],
      ['station.id', 'uuid'],
    ],
    'asc',
    page,
  )

export const insertGuests = (trx: Trx, stationId: string, userIds: readonly string[]) =>
  trx
    .insertInto('station_guest')
    .values(userIds.map((userId) => ({ station_id: stationId, user_id: userId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()

export const deleteGuests = (trx: Trx, stationId: string, userIds: readonly string[]) =>
  trx.deleteFrom('station_guest').where('station_id', '=', stationId).where('user_id', 'in', userIds).execute()
