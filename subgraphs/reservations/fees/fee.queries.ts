import { sql, type Insertable, type Selectable } from 'kysely'
import type { EventCatalogue } from '#lib/events.ts'
import type { Db, Fee, ReservationsTables, Station, Trx } from '../tables.ts'

export const saveTariff = (trx: Trx, { tariffId, version, validFrom, tariff }: EventCatalogue['stations.tariff.saved']) =>
  trx
    .insertInto('tariff_version')
    .values({ tariff_id: tariffId, version, valid_from: new Date(validFrom), data: JSON.stringify(tariff) })
    .onConflict((c) => c.doNothing())
    .execute()

/** The version of a tariff that was valid at a time. Before the first one, it is the first one. */
export const versionAt = (
  db: Db | Trx,
  tariffId: string,
  at: Date,
): Promise<Selectable<ReservationsTables['tariff_version']> | undefined> =>
  db
    .selectFrom('tariff_version')
    .selectAll()
    .where('tariff_id', '=', tariffId)
    .orderBy(sql`valid_from <= ${at}`, 'desc')
    .orderBy(sql`CASE WHEN valid_from <= ${at} THEN (valid_from, version) END`, 'desc')
    .orderBy('valid_from')
    .orderBy('version')
    .limit(1)
    .executeTakeFirst()

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
