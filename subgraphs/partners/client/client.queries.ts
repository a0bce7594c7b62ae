import { sql } from 'kysely'
import { countOf } from '#db/count.ts'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Client, Db, Trx } from '../tables.ts'

/** One request of a partner at a time: what they count and then add cannot be passed by another. */
export const lockPartner = async (trx: Trx, partnerId: string): Promise<void> =>
  void (await sql`SELECT pg_advisory_xact_lock(hashtextextended(${partnerId}, 0))`.execute(trx))

export const listClients = (db: Db, partnerId: string | null, page: PageRequest): Promise<Client[]> => {
  const all = db.selectFrom('client').selectAll()
  return pageBy(partnerId === null ? all : all.where('partner_id', '=', partnerId), [['id', 'uuid']], 'desc', page)
}

export const findClient = (db: Db | Trx, id: string): Promise<Client | undefined> =>
  db.selectFrom('client').selectAll().where('id', '=', id).executeTakeFirst()

/** The client, locked: its keys and manifests change in one transaction at a time. */
export const lockClient = (trx: Trx, id: string): Promise<Client | undefined> =>
  trx.selectFrom('client').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const clientByRequest = (trx: Trx, partnerId: string, idempotencyKey: string): Promise<Client | undefined> =>
  trx
    .selectFrom('client')
    .selectAll()
    .where('partner_id', '=', partnerId)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()

export const countClients = (trx: Trx, partnerId: string): Promise<number> =>
  countOf(trx.selectFrom('client').where('partner_id', '=', partnerId))

export const insertClient = (trx: Trx, row: Omit<Client, 'created_at' | 'revoked_at'>): Promise<Client> =>
  trx.insertInto('client').values(row).returningAll().executeTakeFirstOrThrow()

export const changeClient = (
  trx: Trx,
  id: string,
  change: Partial<Pick<Client, 'name' | 'scopes' | 'allowed_addresses' | 'requests_per_hour' | 'requests_per_day'>>,
): Promise<Client> => trx.updateTable('client').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

export const revokeRow = (trx: Trx, id: string): Promise<Client> =>
  trx
    .updateTable('client')
    .set({ revoked_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
