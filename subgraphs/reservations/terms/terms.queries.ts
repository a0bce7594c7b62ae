import { sql } from 'kysely'
import type { Db, Terms, Trx } from '../tables.ts'

/** The terms of these stations: their own, else those of all stations of their operator. A station without any is left out. */
export async function termsAt(db: Db | Trx, ids: readonly string[]): Promise<{ id: string; data: Terms; own: boolean }[]> {
  return db
    .selectFrom('station')
    .innerJoin('terms', (join) =>
      join
        .onRef('terms.operator_id', '=', 'station.operator_id')
        .on((eb) => eb.or([eb('terms.station_id', '=', eb.ref('station.id')), eb('terms.station_id', 'is', null)])),
    )
    .distinctOn('station.id')
    .select(['station.id', 'terms.data', sql<boolean>`terms.station_id IS NOT NULL`.as('own')])
    .where('station.id', 'in', ids)
    .orderBy('station.id')
    .orderBy(sql`terms.station_id NULLS LAST`)
    .execute()
}

export const lockTerms = (trx: Trx, operatorId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`terms of ${operatorId}`}, 0))`.execute(trx)

export const findTerms = async (db: Db | Trx, operatorId: string, stationId: string | null): Promise<Terms | undefined> =>
  (
    await db
      .selectFrom('terms')
      .select('data')
      .where('operator_id', '=', operatorId)
      .where('station_id', stationId === null ? 'is' : '=', stationId)
      .executeTakeFirst()
  )?.data

export const upsertTerms = (trx: Trx, operatorId: string, stationId: string | null, terms: Terms) => {
  const data = JSON.stringify(terms)
  return trx
    .insertInto('terms')
    .values({ operator_id: operatorId, station_id: stationId, data })
    .onConflict((conflict) => conflict.constraint('terms_once').doUpdateSet({ data, saved_at: sql<Date>`now()` }))
    .execute()
}
