import { sql, type Insertable, type InsertObject, type UpdateObject } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { ProviderName } from '../providers/provider.ts'
import { isDue } from '../postponed.queries.ts'
import type { Db, Hold, PaymentsTables, Trx } from '../tables.ts'

export const lockHold = (trx: Trx, id: string): Promise<Hold | undefined> =>
  trx.selectFrom('hold').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const holdsById = (db: Db, ids: readonly string[]): Promise<Hold[]> =>
  db.selectFrom('hold').selectAll().where('id', 'in', ids).execute()

/** The holds that sessions began with. */
export const holdsOfSessions = (db: Db, sessionIds: readonly string[]): Promise<Hold[]> =>
  db.selectFrom('hold').selectAll().where('session_id', 'in', sessionIds).execute()

export const listHoldsOf = (db: Db, userId: string, page: PageRequest): Promise<Hold[]> =>
  pageBy(db.selectFrom('hold').selectAll().where('user_id', '=', userId), [['id', 'uuid']], 'desc', page)

export const findHoldByKey = (trx: Trx, userId: string, key: string): Promise<Hold | undefined> =>
  trx.selectFrom('hold').selectAll().where('user_id', '=', userId).where('idempotency_key', '=', key).executeTakeFirst()

export const insertHold = (trx: Trx, row: InsertObject<PaymentsTables, 'hold'>): Promise<Hold> =>
  trx.insertInto('hold').values(row).returningAll().executeTakeFirstOrThrow()

export const updateHold = (trx: Trx, id: string, change: UpdateObject<PaymentsTables, 'hold'>): Promise<Hold> =>
  trx
    .updateTable('hold')
    .set({ ...change, changed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Holds of which nothing was taken or let go yet. */
export async function openHoldsOf(trx: Trx, userId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('hold')
    .select('id')
    .where('user_id', '=', userId)
    .where('state', 'in', ['CREATED', 'REQUIRES_ACTION', 'AUTHORISED'])
    .execute()
  return rows.map(({ id }) => id)
}

/** Holds that no session has begun with in time. */
export async function unusedHolds(db: Db, graceMs: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('hold')
    .select('id')
    .where('state', 'in', ['CREATED', 'REQUIRES_ACTION', 'AUTHORISED'])
    .where('session_id', 'is', null)
    .where('usable_until', '<', sql<Date>`now() - make_interval(secs => ${graceMs / 1000})`)
    .where(isDue('HOLD', sql.ref('hold.id')))
    .orderBy('usable_until')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Holds whose time at the provider is over, and of which the provider has not told. Each is looked at once an hour: a provider may end one
 * late, and those that it never ends must not keep the others from their turn.
 */
export async function outlivedHolds(
  db: Db,
  limit: number,
): Promise<{ provider: ProviderName; externalId: string; eventId: string }[]> {
  const { rows } = await sql<{ provider: ProviderName; externalId: string; eventId: string }>`
    SELECT provider, external_id AS "externalId", look AS "eventId"
    FROM hold, LATERAL (SELECT format('expiry of %s, looked at %s', external_id, date_trunc('hour', now(), 'UTC') AT TIME ZONE 'UTC') AS look) looks
    WHERE state IN ('AUTHORISED', 'CAPTURING', 'RELEASING') AND expires_at < now() AND external_id IS NOT NULL AND provider <> 'WALLET'
      AND NOT EXISTS (SELECT FROM provider_event known WHERE known.provider = hold.provider AND event_id = look)
    ORDER BY expires_at LIMIT ${limit}`.execute(db)
  return rows
}

/** Notes what stations has told, if nothing newer was noted. */
export const saveConnectors = (trx: Trx, rows: readonly Insertable<PaymentsTables['connector']>[]) =>
  trx
    .insertInto('connector')
    .values(rows)
    .onConflict((known) =>
      known
        .column('id')
        .doUpdateSet(({ ref }) => ({
          station_id: ref('excluded.station_id'),
          operator_id: ref('excluded.operator_id'),
          tariff_id: ref('excluded.tariff_id'),
          retired: ref('excluded.retired'),
          time_zone: ref('excluded.time_zone'),
          said: ref('excluded.said'),
        }))
        .whereRef('connector.said', '<=', 'excluded.said'),
    )
    .execute()

/** Connectors of a station that it no longer names are retired. */
export const retireOthers = (trx: Trx, stationId: string, named: readonly string[], said: number) =>
  trx
    .updateTable('connector')
    .set({ retired: true, said })
    .where('station_id', '=', stationId)
    .where('said', '<', said)
    .where(({ eb, lit }) => (named.length === 0 ? lit(true) : eb('id', 'not in', named)))
    .execute()

export const saveTariff = (trx: Trx, row: Insertable<PaymentsTables['tariff']>) =>
  trx
    .insertInto('tariff')
    .values(row)
    .onConflict((known) =>
      known
        .column('id')
        .doUpdateSet(({ ref }) => ({
          version: ref('excluded.version'),
          currency: ref('excluded.currency'),
          preauthorize_minor: ref('excluded.preauthorize_minor'),
          said: ref('excluded.said'),
        }))
        .whereRef('tariff.version', '<', 'excluded.version'),
    )
    .execute()

export interface Place {
  id: string
  operator_id: string
  retired: boolean
  currency: string | null
  preauthorize_minor: number | null
}

/** Connectors with what their tariffs block. */
export const placesOf = (db: Db, connectorIds: readonly string[]): Promise<Place[]> =>
  db
    .selectFrom('connector')
    .leftJoin('tariff', 'tariff.id', 'connector.tariff_id')
    .select(['connector.id', 'operator_id', 'retired', 'currency', 'preauthorize_minor'])
    .where('connector.id', 'in', connectorIds)
    .execute()

/** True for who may not charge until a bill is paid. */
export async function isBlocked(db: Db, userId: string): Promise<boolean> {
  const known = await db.selectFrom('standing').select('standing').where('user_id', '=', userId).executeTakeFirst()
  return known?.standing === 'BLOCKED'
}
