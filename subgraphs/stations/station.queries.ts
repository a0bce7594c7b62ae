import { sql, type Insertable, type Updateable } from 'kysely'
import type { Db, Evse, NewStation, Station, StationsTables, Status, Trx } from './tables.ts'

export const stations = (db: Db, ids: readonly string[]): Promise<Station[]> =>
  db.selectFrom('station').selectAll().where('id', 'in', ids).execute()

export const evses = (db: Db, ids: readonly string[]): Promise<Evse[]> =>
  db.selectFrom('evse').selectAll().where('id', 'in', ids).execute()

export const evsesOfStations = (db: Db, ids: readonly string[]): Promise<Evse[]> =>
  db.selectFrom('evse').selectAll().where('station_id', 'in', ids).orderBy('number').execute()

export const findByIdempotencyKey = (db: Db, operatorId: string, key: string): Promise<Station | undefined> =>
  db.selectFrom('station').selectAll().where('operator_id', '=', operatorId).where('idempotency_key', '=', key).executeTakeFirst()

export const lockStation = (trx: Trx, id: string): Promise<Station | undefined> =>
  trx.selectFrom('station').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Undefined if the identity or the idempotency key is taken. */
export const insertStation = (trx: Trx, station: NewStation): Promise<Station | undefined> =>
  trx
    .insertInto('station')
    .values(station)
    .onConflict((c) => c.doNothing())
    .returningAll()
    .executeTakeFirst()

/** The eMI3 ids that others have already are left out. */
export const insertEvses = (trx: Trx, rows: readonly Insertable<StationsTables['evse']>[]): Promise<Evse[]> =>
  trx
    .insertInto('evse')
    .values(rows)
    .onConflict((c) => c.column('evse_id').doNothing())
    .returningAll()
    .execute()

export type StationChange = Partial<
  Pick<
    Updateable<StationsTables['station']>,
    | 'name'
    | 'address'
    | 'city'
    | 'country'
    | 'latitude'
    | 'longitude'
    | 'time_zone'
    | 'password_hash'
    | 'signed_meter_required'
    | 'access'
    | 'facilities'
    | 'hours'
    | 'retired_at'
  >
>

export const changeStation = (trx: Trx, id: string, change: StationChange): Promise<Station> =>
  trx.updateTable('station').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/** Saves the charger's word on itself as a whole. An older one changes nothing. */
export const saveStationStatus = (
  trx: Trx,
  id: string,
  { status, at, heardAt }: { status: Status; at: Date; heardAt: Date },
): Promise<unknown> =>
  trx
    .updateTable('station')
    .set({ status, status_at: at, status_heard_at: heardAt, last_seen_at: sql`greatest(last_seen_at, ${heardAt})` })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('status_heard_at', 'is', null), eb('status_heard_at', '<=', heardAt)]))
    .execute()

/** An older word changes nothing. */
export const saveOnline = (trx: Trx, id: string, online: boolean, at: Date): Promise<unknown> =>
  trx
    .updateTable('station')
    .set({ online, online_at: at, last_seen_at: sql`greatest(last_seen_at, ${at})` })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('online_at', 'is', null), eb('online_at', '<=', at)]))
    .execute()

export const saveBoot = (
  trx: Trx,
  id: string,
  at: Date,
  boot: Pick<Station, 'vendor' | 'model' | 'firmware' | 'ocpp_version'>,
): Promise<unknown> =>
  trx
    .updateTable('station')
    .set({ ...boot, last_seen_at: sql`greatest(last_seen_at, ${at})` })
    .where('id', '=', id)
    .execute()
