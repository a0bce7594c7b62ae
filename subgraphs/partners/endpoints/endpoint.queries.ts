import { sql } from 'kysely'
import { countOf } from '#db/count.ts'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Client, Db, DisabledBecause, Endpoint, Secret, Trx } from '../tables.ts'

/** Endpoints of a partner's clients, or of everybody's; of one client where it is given. */
export function listEndpoints(
  db: Db,
  { partnerId, clientId }: { partnerId: string | null; clientId: string | null },
  page: PageRequest,
): Promise<Endpoint[]> {
  const clients = db.selectFrom('client').select('id')
  let all = db.selectFrom('webhook_endpoint').selectAll()
  if (clientId !== null) all = all.where('client_id', '=', clientId)
  if (partnerId !== null) all = all.where('client_id', 'in', clients.where('partner_id', '=', partnerId))
  return pageBy(all, [['id', 'uuid']], 'desc', page)
}

export const findEndpoint = (db: Db | Trx, id: string): Promise<Endpoint | undefined> =>
  db.selectFrom('webhook_endpoint').selectAll().where('id', '=', id).executeTakeFirst()

/** The endpoint, locked: nothing is numbered for it, and nothing of it changes, until the transaction ends. */
export const lockEndpoint = (trx: Trx, id: string): Promise<Endpoint | undefined> =>
  trx.selectFrom('webhook_endpoint').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()

export const endpointByRequest = (trx: Trx, clientId: string, idempotencyKey: string): Promise<Endpoint | undefined> =>
  trx
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()

export const countEndpoints = (trx: Trx, of: { client_id: string } | { owner_id: string }): Promise<number> =>
  'client_id' in of
    ? countOf(trx.selectFrom('webhook_endpoint').where('client_id', '=', of.client_id))
    : countOf(trx.selectFrom('webhook_endpoint').where('owner_id', '=', of.owner_id))

/** Whether an administrator has switched off an endpoint of the partner's with this URL. */
export const isUrlClosed = async (trx: Trx, partnerId: string, url: string): Promise<boolean> =>
  (await trx
    .selectFrom('webhook_endpoint')
    .select('id')
    .where('client_id', 'in', (clients) => clients.selectFrom('client').select('id').where('partner_id', '=', partnerId))
    .where('url', '=', url)
    .where('disabled_because', '=', 'ADMIN')
    .executeTakeFirst()) !== undefined

export const insertEndpoint = (
  trx: Trx,
  row: Pick<Endpoint, 'id' | 'client_id' | 'owner_id' | 'url' | 'description' | 'kinds' | 'idempotency_key'>,
): Promise<Endpoint> => trx.insertInto('webhook_endpoint').values(row).returningAll().executeTakeFirstOrThrow()

export const changeEndpoint = (
  trx: Trx,
  id: string,
  change: Partial<Pick<Endpoint, 'url' | 'description' | 'kinds' | 'rests_until' | 'failures' | 'failing_since'>>,
): Promise<Endpoint> =>
  trx.updateTable('webhook_endpoint').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/**
 * Switches an endpoint on, as if it had never failed, or off; undefined if it is gone or was so before. One that is off already is off by an
 * administrator from then on.
 */
export const switchEndpoint = (trx: Trx, id: string, because: DisabledBecause | null): Promise<Endpoint | undefined> =>
  trx
    .updateTable('webhook_endpoint')
    .set({
      disabled_at: because === null ? null : sql<Date>`coalesce(disabled_at, now())`,
      disabled_because: because,
      ...(because === null && { failures: 0, failing_since: null, rests_until: null }),
    })
    .where('id', '=', id)
    .where((or) =>
      because === 'ADMIN'
        ? or('disabled_because', 'is distinct from', because)
        : or('disabled_at', because === null ? 'is not' : 'is', null),
    )
    .returningAll()
    .executeTakeFirst()

export const deleteEndpointRow = (trx: Trx, id: string) => trx.deleteFrom('webhook_endpoint').where('id', '=', id).execute()

/** Endpoints of a partner's clients that are on. */
export const openEndpointsOf = (trx: Trx, partnerId: string): Promise<Pick<Endpoint, 'id'>[]> =>
  trx
    .selectFrom('webhook_endpoint')
    .select('id')
    .where('client_id', 'in', (clients) => clients.selectFrom('client').select('id').where('partner_id', '=', partnerId))
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute()

/** Removes all endpoints of a partner, with their secrets and all that they were told. */
export const forgetEndpoints = (trx: Trx, partnerId: string) =>
  trx
    .deleteFrom('webhook_endpoint')
    .where('client_id', 'in', (clients) => clients.selectFrom('client').select('id').where('partner_id', '=', partnerId))
    .execute()

/** Secrets that still sign, the newest first. */
export const secretsOf = (db: Db | Trx, endpointIds: readonly string[]): Promise<Secret[]> =>
  db
    .selectFrom('webhook_secret')
    .selectAll()
    .where('endpoint_id', 'in', endpointIds)
    .where((or) => or.or([or('expires_at', 'is', null), or('expires_at', '>', sql<Date>`now()`)]))
    .orderBy('expires_at', (order) => order.desc().nullsFirst())
    .execute()

export const insertSecret = (trx: Trx, row: Pick<Secret, 'endpoint_id' | 'place' | 'sealed' | 'public_key'>) =>
  trx
    .insertInto('webhook_secret')
    .values({ ...row, expires_at: null })
    .execute()

/** Lets the newest secret sign for so many hours more. */
export const retireSecret = (trx: Trx, endpointId: string, hours: number) =>
  trx
    .updateTable('webhook_secret')
    .set({ expires_at: sql<Date>`now() + make_interval(hours => ${hours})` })
    .where('endpoint_id', '=', endpointId)
    .where('expires_at', 'is', null)
    .execute()

export const removeSecrets = (trx: Trx, endpointId: string) =>
  trx.deleteFrom('webhook_secret').where('endpoint_id', '=', endpointId).execute()

export const removeExpiredSecrets = (trx: Trx, endpointId: string) =>
  trx
    .deleteFrom('webhook_secret')
    .where('endpoint_id', '=', endpointId)
    .where('expires_at', '<=', sql<Date>`now()`)
    .execute()

export const clientsByIds = (db: Db, ids: readonly string[]): Promise<Client[]> =>
  db.selectFrom('client').selectAll().where('id', 'in', ids).execute()
