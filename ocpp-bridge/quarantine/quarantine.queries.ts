import { sql, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { Db, QuarantineTable, Trx } from '../tables.ts'

export type QuarantineRow = Selectable<QuarantineTable>

/** Which messages; what is left out, or null, does not matter. */
export interface QuarantineFilter {
  chargePointId?: string | null | undefined
  open?: boolean | null | undefined
}

/** Messages in quarantine, the newest first: of an operator's chargers, or of all (null). */
export const listQuarantine = (
  db: Db,
  { chargePointId, open }: QuarantineFilter,
  operatorId: string | null,
  page: PageRequest,
): Promise<QuarantineRow[]> =>
  pageBy(
    db
      .selectFrom('quarantine')
      .selectAll()
      .$if(operatorId !== null, (query) =>
        query.where('station_id', 'in', (eb) =>
          eb
            .selectFrom('charge_point')
            .select('station_id')
            .where('operator_id', '=', operatorId as string),
        ),
      )
      .$if(chargePointId != null, (query) => query.where('station_id', '=', chargePointId as string))
      .$if(open != null, (query) => query.where('resolved_at', open === true ? 'is' : 'is not', null)),
    [['id', 'uuid']],
    'desc',
    page,
  )

export const quarantined = (db: Db | Trx, ids: readonly string[]): Promise<QuarantineRow[]> =>
  db.selectFrom('quarantine').selectAll().where('id', 'in', ids).execute()

/** Takes an open message out of quarantine; undefined if it has left already. */
export const resolve = (
  trx: Trx,
  id: string,
  change: { resolution: 'RETRIED' | 'DISMISSED'; resolved_by: string; resolution_note: string | null },
): Promise<QuarantineRow | undefined> =>
  trx
    .updateTable('quarantine')
    .set({ resolved_at: sql`now()`, ...change })
    .where('id', '=', id)
    .where('resolved_at', 'is', null)
    .returningAll()
    .executeTakeFirst()

/** The same message in quarantine once more, after another entry of it. */
export const findAgain = (trx: Trx, { id, identity, message_id }: QuarantineRow): Promise<QuarantineRow | undefined> =>
  trx
    .selectFrom('quarantine')
    .selectAll()
    .where('identity', '=', identity)
    .where('message_id', '=', message_id)
    .where('id', '>', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** How many messages of a charger wait for a person, and how many for a fault of ours to be mended. */
export interface Backlog {
  station_id: string
  quarantined: number
  kept: number
}

export async function backlogs(db: Db, stationIds: readonly string[]): Promise<Backlog[]> {
  const { rows } = await sql<Backlog>`
    SELECT station_id, (SELECT count(*) FROM quarantine WHERE quarantine.station_id = given.station_id AND resolved_at IS NULL) AS quarantined,
      (SELECT count(*) FROM kept_message WHERE kept_message.station_id = given.station_id) AS kept
    FROM unnest(${[...stationIds]}::uuid[]) AS given (station_id)`.execute(db)
  return rows
}
