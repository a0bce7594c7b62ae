import { sql } from 'kysely'
import type { Db } from './tables.ts'

/** Those of these stations where one gets in now. */
export const openStations = (db: Db, ids: readonly string[]): Promise<{ id: string }[]> =>
  db
    .selectFrom('station')
    .select('id')
    .where('id', 'in', ids)
    .where(sql<boolean>`is_open(hours, time_zone, now())`)
    .execute()
