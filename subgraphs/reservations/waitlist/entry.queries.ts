import { sql } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Trx, WaitlistEntry } from '../tables.ts'

export const lockEntry = (trx: Trx, id: string): Promise<WaitlistEntry | undefined> =>
  trx.selectFrom('waitlist_entry').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const entriesById = (db: Db, ids: readonly string[]): Promise<WaitlistEntry[]> =>
  db.selectFrom('waitlist_entry').selectAll().where('id', 'in', ids).execute()

export const listEntries = (db: Db, userId: string, page: PageRequest): Promise<WaitlistEntry[]> =>
  pageBy(db.selectFrom('waitlist_entry').selectAll().where('user_id', '=', userId), [['id', 'uuid']], 'desc', page)

/** What somebody waits for. */
export const openEntries = (db: Db | Trx, userId: string) =>
  db
    .selectFrom('waitlist_entry')
    .selectAll()
    .where('user_id', '=', userId)
    .where('state', 'in', ['WAITING', 'OFFERED'])
    .orderBy('id')

/** The same, locked. */
export const lockOpenEntries = (trx: Trx, userId: string): Promise<WaitlistEntry[]> =>
  openEntries(trx, userId).forUpdate().execute()

/** How many offers of a station somebody has left or let pass in the last 24 hours. */
export async function passedToday(trx: Trx, userId: string, stationId: string): Promise<number> {
  const { passed } = await trx
    .selectFrom('waitlist_entry')
    .select(sql<number>`count(*)::int`.as('passed'))
    .where('user_id', '=', userId)
    .where('station_id', '=', stationId)
    .where('state', 'in', ['LEFT', 'LAPSED'])
    .where('reservation_id', 'is not', null)
    .where('changed_at', '>', sql<Date>`now() - interval '1 day'`)
    .executeTakeFirstOrThrow()
  return passed
}

type Wish = Pick<WaitlistEntry, 'from_at' | 'until_at' | 'minutes' | 'power_w'>

export const insertEntry = (trx: Trx, row: Wish & Pick<WaitlistEntry, 'id' | 'user_id' | 'station_id'>): Promise<WaitlistEntry> =>
  trx
    .insertInto('waitlist_entry')
    .values({ ...row, state: 'WAITING', reservation_id: null })
    .returningAll()
    .executeTakeFirstOrThrow()

export const updateEntry = (
  trx: Trx,
  id: string,
  change: Partial<Wish & Pick<WaitlistEntry, 'state' | 'reservation_id'>>,
): Promise<WaitlistEntry> =>
  trx
    .updateTable('waitlist_entry')
    .set({ ...change, changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Has a station looked at for who has just come. Nothing has become free: nobody who books there gives way. */
export const wake = (trx: Trx, stationId: string) =>
  trx.insertInto('waitlist_due').values({ station_id: stationId, freed: false }).execute()
