import { sql, type RawBuilder } from 'kysely'
import { lockStation } from '../places/place.queries.ts'
import type { Db, Reservation, Trx } from '../tables.ts'
import { LIFECYCLE_LIMITS } from './limits.ts'

export type Condition = RawBuilder<boolean>

/** Slots for which a condition holds and that have not just failed, those that begin first first; the first of them, or those after one. */
export async function dueReservations(
  db: Db,
  due: Condition,
  failed: readonly string[],
  after: string | undefined,
): Promise<Pick<Reservation, 'id' | 'station_id'>[]> {
  return db
    .selectFrom('reservation')
    .select(['id', 'station_id'])
    .where(due)
    .where(sql<boolean>`id <> ALL (${failed}::uuid[])`)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(starts_at, id) > (SELECT last.starts_at, last.id FROM reservation AS last WHERE last.id = ${after})`,
      ),
    )
    .orderBy('starts_at')
    .orderBy('id')
    .limit(LIFECYCLE_LIMITS.perRound)
    .execute()
}

/**
 * Locks a slot for which the condition still holds; undefined where it does not, or where another process has it in hand. The station is
 * locked first, as by whoever books: what becomes free here is nobody else's before this transaction is over.
 */
export async function lockDue(
  trx: Trx,
  { id, station_id }: Pick<Reservation, 'id' | 'station_id'>,
  due: Condition,
): Promise<Reservation | undefined> {
  await lockStation(trx, station_id)
  return trx.selectFrom('reservation').selectAll().where('id', '=', id).where(due).forUpdate().skipLocked().executeTakeFirst()
}

/** A booking that is ahead or has begun, and that nobody uses yet. The index of what is due serves it. */
export const UNUSED = sql<boolean>`kind = 'BOOKING' AND state IN ('RESERVED', 'ACTIVE') AND session_id IS NULL`

/** When nobody comes any more: the patience of the terms is over, or the slot is. */
export const DEADLINE = sql<Date>`least(
  starts_at + make_interval(mins => coalesce((terms ->> 'noShowAfterMinutes')::int, ${LIFECYCLE_LIMITS.noShowMinutes})), upper(during))`

export const minutes = (count: number) => sql<string>`make_interval(mins => ${count})`
