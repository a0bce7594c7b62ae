import type { Insertable, Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { ChargePointEventTable, Db, Trx } from '../tables.ts'

export type ChargePointEvent = Selectable<ChargePointEventTable>

/** Keeps what a charger tells, once, and of each charger the newest. True if something of it is new. */
export async function insertEvents(
  trx: Trx,
  stationId: string,
  events: readonly Insertable<ChargePointEventTable>[],
): Promise<boolean> {
  if (events.length === 0) return false
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('charge_point_event')
    .values([...events])
    .onConflict((conflict) => conflict.columns(['station_id', 'number', 'at']).doNothing())
    .executeTakeFirst()
  await trx
    .deleteFrom('charge_point_event')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('charge_point_event')
        .select('id')
        .where('station_id', '=', stationId)
        .orderBy('id', 'desc')
        .offset(OCPP_LIMITS.ofOneCharger.events),
    )
    .execute()
  return numInsertedOrUpdatedRows > 0n
}

/** The severities are of 0 (the worst) to 9; with a bound, what has no severity is left out. */
export interface EventFilter {
  maxSeverity?: number | null | undefined
}

const filtered = (db: Db, { maxSeverity }: EventFilter) =>
  db
    .selectFrom('charge_point_event')
    .selectAll()
    .$if(maxSeverity != null, (query) => query.where('severity', '<=', maxSeverity ?? 0))

export const listEvents = (db: Db, stationId: string, filter: EventFilter, page: PageRequest): Promise<ChargePointEvent[]> =>
  pageBy(filtered(db, filter).where('station_id', '=', stationId), [['id', 'uuid']], 'desc', page)

/** All that one message has told. */
export const eventsOfMessage = (db: Db, message: string, filter: EventFilter): Promise<ChargePointEvent[]> =>
  filtered(db, filter).where('message', '=', message).orderBy('id').execute()
