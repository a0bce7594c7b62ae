import { sql } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Attendance, Db, Trx } from './tables.ts'

export const findAttendance = (db: Db, meetupId: string, userId: string): Promise<Attendance | undefined> =>
  db.selectFrom('attendance').selectAll().where('meetup_id', '=', meetupId).where('user_id', '=', userId).executeTakeFirst()

export const attendancesOf = (db: Db, userId: string, meetupIds: readonly string[]): Promise<Attendance[]> =>
  db.selectFrom('attendance').selectAll().where('user_id', '=', userId).where('meetup_id', 'in', meetupIds).execute()

/** Takes a seat. The database counts seats, and refuses one too many. */
export const insertAttendance = (trx: Trx, row: { id: string; meetup_id: string; user_id: string }): Promise<Attendance> =>
  trx
    .insertInto('attendance')
    .values({ ...row, checked_in_at: null, checked_in_by: null })
    .returningAll()
    .executeTakeFirstOrThrow()

/** Gives a seat back; undefined if its user has checked in. */
export const deleteAttendance = (trx: Trx, id: string): Promise<{ id: string } | undefined> =>
  trx.deleteFrom('attendance').where('id', '=', id).where('checked_in_at', 'is', null).returning('id').executeTakeFirst()

/** Undefined if the user has checked in before. */
export const checkInAttendance = (trx: Trx, id: string, by: 'CODE' | 'PLACE'): Promise<Attendance | undefined> =>
  trx
    .updateTable('attendance')
    .set({ checked_in_at: new Date(), checked_in_by: by })
    .where('id', '=', id)
    .where('checked_in_at', 'is', null)
    .returningAll()
    .executeTakeFirst()

/** Counts a try before it is known whether the code is right; undefined if there have been too many. */
export const countTry = (db: Db, id: string, most: number): Promise<{ id: string } | undefined> =>
  db
    .updateTable('attendance')
    .set({ wrong_codes: sql`wrong_codes + 1` })
    .where('id', '=', id)
    .where('wrong_codes', '<', most)
    .returning('id')
    .executeTakeFirst()

/** Resets the tries of all: there is a new code. */
export const forgetTries = (trx: Trx, meetupId: string) =>
  trx.updateTable('attendance').set({ wrong_codes: 0 }).where('meetup_id', '=', meetupId).where('wrong_codes', '>', 0).execute()

/** Who comes to a meetup, in the order in which they joined. */
export const listAttendances = (db: Db, meetupId: string, page: PageRequest): Promise<Attendance[]> =>
  pageBy(db.selectFrom('attendance').selectAll().where('meetup_id', '=', meetupId), [['id', 'uuid']], 'asc', page)
