import { sql, type Insertable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { withStation } from '../connector.queries.ts'
import type { Connector, Db, StationsTables, TariffVersion, Trx } from '../tables.ts'

/** The version of each tariff that is valid now; the first one if none is valid yet. */
export const currentTariffs = (db: Db, ids: readonly string[]): Promise<TariffVersion[]> =>
  db
    .selectFrom('tariff_version')
    .selectAll()
    .distinctOn('tariff_id')
    .where('tariff_id', 'in', ids)
    .orderBy('tariff_id')
    .orderBy(sql`valid_from <= now()`, 'desc')
    .orderBy(sql`CASE WHEN valid_from <= now() THEN valid_from END`, 'desc')
    .orderBy(sql`CASE WHEN valid_from <= now() THEN version END`, 'desc')
    .orderBy('version')
    .execute()

/** What `versionEnds` knows a version by. */
export const versionKey = ({ tariff_id, valid_from }: Pick<TariffVersion, 'tariff_id' | 'valid_from'>): string =>
  `${tariff_id} ${valid_from.toISOString()}`

/** When each of these versions (`versionKey`) ends, because another begins. Those that do not end are left out. */
export async function versionEnds(db: Db, keys: readonly string[]): Promise<{ key: string; ends_at: Date }[]> {
  const { rows } = await sql<{ key: string; ends_at: Date }>`
    SELECT key, min(valid_from) AS ends_at FROM unnest(${keys}::text[]) AS key
    JOIN tariff_version ON tariff_id = split_part(key, ' ', 1)::uuid AND valid_from > split_part(key, ' ', 2)::timestamptz
    GROUP BY key`.execute(db)
  return rows
}

/** Locks a tariff, so that its versions are counted one at a time. */
export const lockTariff = (trx: Trx, id: string) =>
  trx.selectFrom('tariff').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Undefined if the operator has used the key before. */
export const insertTariff = (trx: Trx, row: Insertable<StationsTables['tariff']>) =>
  trx
    .insertInto('tariff')
    .values(row)
    .onConflict((c) => c.constraint('tariff_idempotency_key').doNothing())
    .returningAll()
    .executeTakeFirst()

export const findTariffByKey = (trx: Trx, operatorId: string, key: string) =>
  trx.selectFrom('tariff').selectAll().where('operator_id', '=', operatorId).where('idempotency_key', '=', key).executeTakeFirst()

export const findVersionByKey = (trx: Trx, tariffId: string, key: string): Promise<TariffVersion | undefined> =>
  trx
    .selectFrom('tariff_version')
    .selectAll()
    .where('tariff_id', '=', tariffId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()

/** The next version; the tariff must be locked. */
export const insertVersion = (
  trx: Trx,
  row: Pick<TariffVersion, 'tariff_id' | 'valid_from' | 'description' | 'idempotency_key'> & { data: string },
): Promise<TariffVersion> =>
  trx
    .insertInto('tariff_version')
    .values({
      ...row,
      version: sql`(SELECT coalesce(max(version), 0) + 1 FROM tariff_version WHERE tariff_id = ${row.tariff_id}::uuid)`,
    })
    .returningAll()
    .executeTakeFirstOrThrow()

/** All versions of some tariffs, each tariff's in their order. */
export const versionsOf = (trx: Db, ids: readonly string[]): Promise<TariffVersion[]> =>
  trx.selectFrom('tariff_version').selectAll().where('tariff_id', 'in', ids).orderBy('tariff_id').orderBy('version').execute()

/** Tariffs in the version that is valid now, the newest first; of one operator, or all. */
export async function listTariffs(db: Db, operatorId: string | null, page: PageRequest): Promise<TariffVersion[]> {
  let query = db.selectFrom('tariff').select('id')
  if (operatorId !== null) query = query.where('operator_id', '=', operatorId)
  const ids = (await pageBy(query, [['id', 'uuid']], 'desc', page)).map(({ id }) => id)
  if (ids.length === 0) return []
  const current = new Map((await currentTariffs(db, ids)).map((row) => [row.tariff_id, row]))
  return ids.flatMap((id) => current.get(id) ?? [])
}

export const tariffs = (db: Db, ids: readonly string[]) => db.selectFrom('tariff').selectAll().where('id', 'in', ids).execute()

/** Connectors that have a tariff and are in use. */
export const connectorsWith = (db: Db, tariffId: string, page: PageRequest): Promise<Connector[]> =>
  pageBy(
    withStation(db).where('connector.tariff_id', '=', tariffId).where('connector.retired_at', 'is', null),
    [['connector.id', 'uuid']],
    'asc',
    page,
  )
