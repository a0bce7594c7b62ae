import { sql, type Insertable, type SelectQueryBuilder } from 'kysely'
import { countOf } from '#db/count.ts'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { ChargingTables, Correction, CorrectionState, Db, Trx } from '../tables.ts'

/** Undefined if the key was used, or another proposal for the session is open. */
export const insertCorrection = (trx: Trx, row: Insertable<ChargingTables['bill_correction']>): Promise<Correction | undefined> =>
  trx
    .insertInto('bill_correction')
    .values(row)
    .onConflict((c) => c.doNothing())
    .returningAll()
    .executeTakeFirst()

export const findByKey = (trx: Trx, userId: string, key: string): Promise<Correction | undefined> =>
  trx
    .selectFrom('bill_correction')
    .selectAll()
    .where('proposed_by', '=', userId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()

export const sessionOfCorrection = (trx: Trx, id: string): Promise<{ session_id: string } | undefined> =>
  trx.selectFrom('bill_correction').select('session_id').where('id', '=', id).executeTakeFirst()

export const lockCorrection = (trx: Trx, id: string): Promise<Correction> =>
  trx.selectFrom('bill_correction').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()

export const decide = (
  trx: Trx,
  id: string,
  decision: Pick<Correction, 'state' | 'decided_by' | 'decision_reason'>,
): Promise<Correction> =>
  trx
    .updateTable('bill_correction')
    .set({ ...decision, decided_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const countCorrections = (trx: Trx, sessionId: string): Promise<number> =>
  countOf(trx.selectFrom('bill_correction').where('session_id', '=', sessionId))

/** All corrections of some sessions, the oldest first. */
export const correctionsOf = (db: Db, sessionIds: readonly string[]): Promise<Correction[]> =>
  db.selectFrom('bill_correction').selectAll().where('session_id', 'in', sessionIds).orderBy('proposed_at').orderBy('id').execute()

/** Proposals whose time is over, which nobody decides at the moment. */
export const lockOverdue = (trx: Trx): Promise<Correction[]> =>
  trx
    .selectFrom('bill_correction')
    .selectAll()
    .where('state', '=', 'PROPOSED')
    .where('expires_at', '<', sql<Date>`now()`)
    .orderBy('expires_at')
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute()

/** Which corrections a list shows. Absent or null does not narrow it. */
export interface CorrectionFilter {
  /** Only at stations of this operator. */
  operatorId?: string | null | undefined
  stationId?: string | null | undefined
  sessionId?: string | null | undefined
  state?: readonly CorrectionState[] | null | undefined
}

/** Corrections that fit, the newest first. */
/** Whether an operator runs a station, or did when a session there began that was corrected. */
export async function hasRun(db: Db, stationId: string, operatorId: string): Promise<boolean> {
  const { rows } = await sql<{ run: boolean }>`SELECT
    EXISTS (SELECT FROM station WHERE id = ${stationId} AND operator_id = ${operatorId})
    OR EXISTS (SELECT FROM session JOIN bill_correction ON bill_correction.session_id = session.id
      WHERE session.station_id = ${stationId} AND session.operator_id = ${operatorId}) AS run`.execute(db)
  return rows[0]?.run ?? false
}

export const listCorrections = (db: Db, filter: CorrectionFilter, page: PageRequest): Promise<Correction[]> =>
  pageBy(
    fitting(db.selectFrom('bill_correction').selectAll('bill_correction'), filter),
    [
      ['proposed_at', 'timestamptz'],
      ['bill_correction.id', 'uuid'],
    ],
    'desc',
    page,
  )

function fitting<O>(query: SelectQueryBuilder<ChargingTables, 'bill_correction', O>, filter: CorrectionFilter) {
  const { operatorId, stationId, sessionId, state } = filter
  const place = sql<boolean>`EXISTS (SELECT FROM session JOIN station ON station.id = session.station_id
    WHERE session.id = bill_correction.session_id
      AND (${stationId ?? null}::uuid IS NULL OR station.id = ${stationId ?? null})
      AND (${operatorId ?? null}::uuid IS NULL OR coalesce(session.operator_id, station.operator_id) = ${operatorId ?? null}))`
  return query
    .$if(operatorId != null || stationId != null, (q) => q.where(place))
    .$if(sessionId != null, (q) => q.where('session_id', '=', sessionId as string))
    .$if(state != null, (q) => q.where(sql<boolean>`state = ANY(${state}::text[])`))
}
