import type { Insertable } from 'kysely'
import type { Db, Fee, ReservationsTables, Station, Trx } from '../tables.ts'

/** A station's zone and address. */
export const stationOf = (db: Db | Trx, id: string): Promise<Pick<Station, 'time_zone' | 'address'>> =>
  db.selectFrom('station').select(['time_zone', 'address']).where('id', '=', id).executeTakeFirstOrThrow()

/** The newest version of a slot's fee. */
export const findFee = (db: Db | Trx, reservationId: string): Promise<Fee | undefined> =>
  db
    .selectFrom('fee')
    .selectAll()
    .where('reservation_id', '=', reservationId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

export const insertFee = (trx: Trx, row: Insertable<ReservationsTables['fee']>): Promise<Fee> =>
  trx.insertInto('fee').values(row).returningAll().executeTakeFirstOrThrow()
