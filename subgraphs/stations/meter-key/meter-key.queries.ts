import { countOf } from '#db/count.ts'
import { pageBy } from '#db/page.ts'
import { daysAgo } from '#db/time.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { STATIONS_LIMITS } from '../limits.ts'
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

/** Keys of an EVSE that sessions which are not judged yet may be signed with. */
export const countLivingKeys = (trx: Trx, evseId: string): Promise<number> =>
  countOf(
    trx
      .selectFrom('meter_key')
      .where('evse_id', '=', evseId)
      .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', daysAgo(STATIONS_LIMITS.meterKeyDays))])),
  )

/** An EVSE's keys in the order they were registered. */
export const listMeterKeys = (db: Db, evseId: string, page: PageRequest): Promise<MeterKey[]> =>
  pageBy(db.selectFrom('meter_key').selectAll().where('evse_id', '=', evseId), [['id', 'uuid']], 'asc', page)
