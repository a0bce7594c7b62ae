import { sql } from 'kysely'
import type { Db, Reservation, ReservationChange, Trx } from './tables.ts'

export const findReservation = (db: Db | Trx, id: string): Promise<Reservation | undefined> =>
  db.selectFrom('reservation').selectAll().where('id', '=', id).executeTakeFirst()

/** Locks a slot: what is done with it is done one after the other. */
export const lockReservation = (trx: Trx, id: string): Promise<Reservation | undefined> =>
  trx.selectFrom('reservation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** A half-open range of instants, as Postgres reads it. */
export const rangeOf = (from: Date, until: Date): string => `[${from.toISOString()},${until.toISOString()})`

/** Changes a slot, and counts the change. */
export const updateReservation = (trx: Trx, id: string, change: ReservationChange): Promise<Reservation> =>
  trx
    .updateTable('reservation')
    .set({ ...change, version: sql<number>`version + 1`, changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** What the other boxes are told of a slot beside its own row. */
export const placeOf = (db: Db | Trx, { evse_id, during }: Pick<Reservation, 'evse_id' | 'during'>) =>
  db
    .selectFrom('evse')
    .innerJoin('station', 'station.id', 'evse.station_id')
    .select(['evse.number as evse_number', 'station.name', 'station.time_zone'])
    .select([sql<Date>`lower(${during}::tstzrange)`.as('held_from'), sql<Date>`upper(${during}::tstzrange)`.as('held_until')])
    .where('evse.id', '=', evse_id)
    .executeTakeFirstOrThrow()

export const reservations = (db: Db, ids: readonly string[]): Promise<Reservation[]> =>
  db.selectFrom('reservation').selectAll().where('id', 'in', ids).execute()

/** From when to when these slots keep others away. */
export const heldTimes = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('reservation')
    .select(['id', sql<Date>`lower(during)`.as('from'), sql<Date>`upper(during)`.as('until')])
    .where('id', 'in', ids)
    .execute()

/** What is shown of the places of slots. */
export const placesOf = (db: Db, evseIds: readonly string[]) =>
  db
    .selectFrom('evse')
    .innerJoin('station', 'station.id', 'evse.station_id')
    .select(['evse.id', 'evse.number', 'station.time_zone'])
    .where('evse.id', 'in', evseIds)
    .execute()

/** The database's clock: terms are judged by it alone. */
export const clockOf = async (db: Db | Trx): Promise<Date> =>
  (await sql<{ now: Date }>`SELECT now()`.execute(db)).rows[0]?.now ?? Promise.reject(new Error('The database has no clock.'))
