import { sql, type Insertable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, FaultReport, StationsTables, Trx } from '../tables.ts'

/** Reports of one user are written one at a time, so that they can be counted. */
export const lockReportsOf = (trx: Trx, userId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`fault reports of ${userId}`}, 0))`.execute(trx)

export const openReport = (db: Db, userId: string, connectorId: string): Promise<FaultReport | undefined> =>
  db
    .selectFrom('fault_report')
    .selectAll()
    .where('user_id', '=', userId)
    .where('connector_id', '=', connectorId)
    .where('resolved_at', 'is', null)
    .executeTakeFirst()

/** How many reports a user has made in the last day. */
export async function reportsOfDay(trx: Trx, userId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('fault_report')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('reported_at', '>', sql<Date>`now() - interval '1 day'`)
    .executeTakeFirstOrThrow()
  return count
}

export const insertReport = (
  trx: Trx,
  row: Pick<Insertable<StationsTables['fault_report']>, 'id' | 'station_id' | 'connector_id' | 'user_id' | 'kind' | 'text'>,
): Promise<FaultReport> => trx.insertInto('fault_report').values(row).returningAll().executeTakeFirstOrThrow()

export const reports = (db: Db, ids: readonly string[]): Promise<FaultReport[]> =>
  db.selectFrom('fault_report').selectAll().where('id', 'in', ids).execute()

export const lockReport = (trx: Trx, id: string): Promise<FaultReport | undefined> =>
  trx.selectFrom('fault_report').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const resolveReport = (trx: Trx, id: string, by: { resolved_by: string; note: string | null }): Promise<FaultReport> =>
  trx
    .updateTable('fault_report')
    .set({ ...by, resolved_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export interface FaultFilter {
  operatorId?: string | undefined
  userId?: string | undefined
  stationId?: string | null | undefined
  open?: boolean | null | undefined
}

/** Reports that fit, the newest first. */
export function listReports(
  db: Db,
  { operatorId, userId, stationId, open }: FaultFilter,
  page: PageRequest,
): Promise<FaultReport[]> {
  let query = db.selectFrom('fault_report').selectAll()
  if (operatorId !== undefined)
    query = query.where('station_id', 'in', (eb) =>
      eb.selectFrom('station').select('station.id').where('operator_id', '=', operatorId),
    )
  if (userId !== undefined) query = query.where('user_id', '=', userId)
  if (stationId != null) query = query.where('station_id', '=', stationId)
  if (open != null) query = query.where('resolved_at', open ? 'is' : 'is not', null)
  return pageBy(query, [['id', 'uuid']], 'desc', page)
}
