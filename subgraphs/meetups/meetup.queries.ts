import { sql } from 'kysely'
import { countOf } from '#db/count.ts'
import { pageBy } from '#db/page.ts'
import type { DeedTask } from '#lib/events.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Meetup, Db, MeetupStatus, NewMeetup, Trx } from './tables.ts'

export const meetups = (db: Db, ids: readonly string[]): Promise<Meetup[]> =>
  db.selectFrom('meetup').selectAll().where('id', 'in', ids).execute()

export const findByIdempotencyKey = (db: Db, hostId: string, key: string): Promise<Meetup | undefined> =>
  db.selectFrom('meetup').selectAll().where('host_id', '=', hostId).where('idempotency_key', '=', key).executeTakeFirst()

export const lockMeetup = (trx: Trx, id: string): Promise<Meetup | undefined> =>
  trx.selectFrom('meetup').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Locks the host's meetups until the transaction ends: those that lie ahead are counted by one transaction at a time. */
export async function lockHost(trx: Trx, hostId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`meetups of ${hostId}`}, 0))`.execute(trx)
}

export const countOpenOf = (db: Db, hostId: string, now: Date): Promise<number> =>
  countOf(db.selectFrom('meetup').where('host_id', '=', hostId).where('status', '<>', 'CANCELLED').where('ends_at', '>', now))

export const insertMeetup = (trx: Trx, meetup: NewMeetup): Promise<Meetup> =>
  trx.insertInto('meetup').values(meetup).returningAll().executeTakeFirstOrThrow()

/** `seats_taken` is the database's own. */
export type MeetupChange = Partial<Omit<NewMeetup, 'id' | 'host_id' | 'idempotency_key' | 'seats_taken' | 'created_at'>>

export const changeMeetup = (trx: Trx, id: string, change: MeetupChange): Promise<Meetup> =>
  trx.updateTable('meetup').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

export interface MeetupFilter {
  status?: MeetupStatus | null | undefined
  task?: DeedTask | null | undefined
  hostId?: string | null | undefined
  /** Those that this user has joined. */
  joinedBy?: string | undefined
}

/** Meetups by their beginning, the earliest first. */
export function listMeetups(db: Db, filter: MeetupFilter, now: Date, page: PageRequest): Promise<Meetup[]> {
  let query = db.selectFrom('meetup').selectAll()
  if (filter.status != null) query = query.where(hasStatus(filter.status, now))
  if (filter.task != null) query = query.where('task', '=', filter.task)
  if (filter.hostId != null) query = query.where('host_id', '=', filter.hostId)
  if (filter.joinedBy !== undefined)
    query = query.where('id', 'in', db.selectFrom('attendance').select('meetup_id').where('user_id', '=', filter.joinedBy))
  return pageBy(
    query,
    [
      ['starts_at', 'timestamptz'],
      ['id', 'uuid'],
    ],
    'asc',
    page,
  )
}

/** The same rule as `statusAt`. */
function hasStatus(status: MeetupStatus, now: Date) {
  switch (status) {
    case 'CANCELLED':
      return sql<boolean>`status = 'CANCELLED'`
    case 'UPCOMING':
      return sql<boolean>`status <> 'CANCELLED' AND starts_at > ${now}`
    case 'LIVE':
      return sql<boolean>`status <> 'CANCELLED' AND starts_at <= ${now} AND ends_at > ${now}`
    case 'DONE':
      return sql<boolean>`status <> 'CANCELLED' AND ends_at <= ${now}`
  }
}

/** The meetups that are on and the next so many, the earliest first. */
export async function idsAhead(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('meetup')
    .select('id')
    .where('status', 'in', ['UPCOMING', 'LIVE'])
    .where('ends_at', '>', now)
    .orderBy('starts_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Meetups whose time has come, locked. Those that another round works on are left to it. */
export const lockDue = (trx: Trx, now: Date, limit: number): Promise<Meetup[]> =>
  trx
    .selectFrom('meetup')
    .selectAll()
    .where(({ eb, or, and }) =>
      or([
        and([eb('status', '=', 'UPCOMING'), eb('starts_at', '<=', now)]),
        and([eb('status', '=', 'LIVE'), eb('ends_at', '<=', now)]),
      ]),
    )
    .orderBy('starts_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
