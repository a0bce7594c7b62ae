import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, MeterKey, NewMeterKey, Trx } from '../tables.ts'

/** Undefined if the EVSE has this key already, or the idempotency key was used. */
export const insertMeterKey = (trx: Trx, row: NewMeterKey): Promise<MeterKey | undefined> =>
  trx
    .insertInto('meter_key')
    .values(row)
    .onConflict((c) => c.doNothing())
    .returningAll()
    .executeTakeFirst()

export const findMeterKeyByKey = (trx: Trx, evseId: string, idempotencyKey: string): Promise<MeterKey | undefined> =>
  trx
    .selectFrom('meter_key')
    .selectAll()
    .where('evse_id', '=', evseId)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()

export const findMeterKey = (trx: Trx, id: string): Promise<MeterKey | undefined> =>
  trx.selectFrom('meter_key').selectAll().where('id', '=', id).executeTakeFirst()

export const setValidUntil = (trx: Trx, id: string, validUntil: Date | null): Promise<MeterKey> =>
  trx.updateTable('meter_key').set({ valid_until: validUntil }).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/** An EVSE's keys in the order they were registered. */
export const listMeterKeys = (db: Db, evseId: string, page: PageRequest): Promise<MeterKey[]> =>
  pageBy(db.selectFrom('meter_key').selectAll().where('evse_id', '=', evseId), [['id', 'uuid']], 'asc', page)
