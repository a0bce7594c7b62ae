import { sql } from 'kysely'
import type { Db, Key, Trx } from '../tables.ts'

/** Keys of clients that have not been ended; the oldest first. Some may have expired. */
export const keysOf = (db: Db | Trx, clientIds: readonly string[]): Promise<Key[]> =>
  db.selectFrom('client_key').selectAll().where('client_id', 'in', clientIds).where('ended_at', 'is', null).orderBy('id').execute()

export const keyByRequest = (trx: Trx, clientId: string, idempotencyKey: string): Promise<Key | undefined> =>
  trx
    .selectFrom('client_key')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()

export const findKey = (trx: Trx, id: string): Promise<Key | undefined> =>
  trx.selectFrom('client_key').selectAll().where('id', '=', id).executeTakeFirst()

export const insertKey = (
  trx: Trx,
  row: Omit<Key, 'created_at' | 'ended_at' | 'expires_at'> & { days: number | null },
): Promise<Key> => {
  const { days, ...rest } = row
  return trx
    .insertInto('client_key')
    .values({ ...rest, expires_at: days === null ? null : sql<Date>`now() + make_interval(days => ${days})` })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Frees the places of keys that have expired. */
export const endExpired = (trx: Trx, clientId: string) =>
  trx
    .updateTable('client_key')
    .set({ ended_at: sql<Date>`now()` })
    .where('client_id', '=', clientId)
    .where('ended_at', 'is', null)
    .where('expires_at', '<=', sql<Date>`now()`)
    .execute()

/** Lets a key work for so many hours more, and no longer than it would have anyway. */
export const letExpire = (trx: Trx, id: string, hours: number) =>
  trx
    .updateTable('client_key')
    .set({ expires_at: sql<Date>`least(expires_at, now() + make_interval(hours => ${hours}))` })
    .where('id', '=', id)
    .execute()

/** Ends all keys of a partner's clients, and gives the clients that had one. */
export async function endKeysOfPartner(trx: Trx, partnerId: string): Promise<string[]> {
  const ended = await trx
    .updateTable('client_key')
    .set({ ended_at: sql<Date>`now()` })
    .where('ended_at', 'is', null)
    .where('client_id', 'in', (clients) => clients.selectFrom('client').select('id').where('partner_id', '=', partnerId))
    .returning('client_id')
    .execute()
  return [...new Set(ended.map(({ client_id: id }) => id))]
}

/** Ends a key, or all of a client; false if there was none to end. */
export async function endKeys(trx: Trx, keys: { id: string } | { clientId: string }): Promise<boolean> {
  const open = trx
    .updateTable('client_key')
    .set({ ended_at: sql<Date>`now()` })
    .where('ended_at', 'is', null)
  const these = 'id' in keys ? open.where('id', '=', keys.id) : open.where('client_id', '=', keys.clientId)
  return (await these.executeTakeFirst()).numUpdatedRows > 0n
}
