import { sql, type RawBuilder } from 'kysely'
import { PLANNED_ANEW } from '#db/connect.ts'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, Station } from '../tables.ts'

/** Stations by name. */
export function listStations(db: Db, conditions: readonly RawBuilder<boolean>[], page: PageRequest): Promise<Station[]> {
  let query = db.selectFrom('station').selectAll().modifyEnd(sql.raw(PLANNED_ANEW))
  for (const condition of conditions) query = query.where(condition)
  return pageBy(
    query,
    [
      ['station.name', 'text'],
      ['station.id', 'uuid'],
    ],
    'asc',
    page,
  )
}
