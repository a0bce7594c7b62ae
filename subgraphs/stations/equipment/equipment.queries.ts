import { sql, type Insertable, type Updateable } from 'kysely'
import type { Connector, Evse, StationsTables, Trx } from '../tables.ts'

export const findEvseByEmi3 = (trx: Trx, evseId: string): Promise<Evse | undefined> =>
  trx.selectFrom('evse').selectAll().where('evse_id', '=', evseId).executeTakeFirst()

/** The number after the last one of the station's EVSEs. The station must be locked. */
export async function nextEvseNumber(trx: Trx, stationId: string): Promise<number> {
  const { next } = await trx
    .selectFrom('evse')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
    .where('station_id', '=', stationId)
    .executeTakeFirstOrThrow()
  return next
}

/** False if another EVSE has this eMI3 id. */
export async function renameEvse(trx: Trx, id: string, evseId: string): Promise<boolean> {
  const renamed = await trx
    .updateTable('evse')
    .set({ evse_id: evseId })
    .where('id', '=', id)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('evse as other').select('other.id').where('other.evse_id', '=', evseId).where('other.id', '<>', id))),
    )
    .executeTakeFirst()
  return renamed.numUpdatedRows > 0n
}

export const insertConnector = (trx: Trx, row: Insertable<StationsTables['connector']>): Promise<unknown> =>
  trx.insertInto('connector').values(row).execute()

export const changeConnector = (
  trx: Trx,
  id: string,
  change: Pick<Updateable<StationsTables['connector']>, 'standard' | 'format' | 'power_type' | 'max_power_w'>,
): Promise<unknown> => trx.updateTable('connector').set(change).where('id', '=', id).execute()

/** Retires EVSEs of a station, all or one, with their connectors. */
export async function retireEvses(trx: Trx, by: { stationId: string } | { evseId: string }): Promise<void> {
  const evses = trx
    .updateTable('evse')
    .set({ retired_at: sql`now()` })
    .where('retired_at', 'is', null)
  const connectors = trx
    .updateTable('connector')
    .set({ retired_at: sql`now()` })
    .where('retired_at', 'is', null)
  if ('stationId' in by) {
    await evses.where('station_id', '=', by.stationId).execute()
    await connectors.where('station_id', '=', by.stationId).execute()
  } else {
    await evses.where('id', '=', by.evseId).execute()
    await connectors.where('evse_id', '=', by.evseId).execute()
  }
}

export const retireOneConnector = (trx: Trx, { id }: Connector): Promise<unknown> =>
  trx
    .updateTable('connector')
    .set({ retired_at: sql`now()` })
    .where('id', '=', id)
    .execute()

export const retireOneStation = (trx: Trx, id: string): Promise<unknown> =>
  trx
    .updateTable('station')
    .set({ retired_at: sql`now()` })
    .where('id', '=', id)
    .execute()
