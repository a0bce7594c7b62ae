import { sql, type Insertable, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Db, DisplayMessageTable, Trx } from '../tables.ts'

export type DisplayMessage = Selectable<DisplayMessageTable>

/** Keeps a message as it is now. Of one charger so many are kept; a further one is left out. */
export async function saveMessage(trx: Trx, message: Insertable<DisplayMessageTable>): Promise<void> {
  const others = await trx
    .selectFrom('display_message')
    .select('number')
    .where('station_id', '=', message.station_id)
    .where('number', '<>', message.number)
    .execute()
  if (others.length >= OCPP_LIMITS.ofOneCharger.displayMessages) return
  const { station_id: _station, number: _number, ...rest } = message
  await trx
    .insertInto('display_message')
    .values(message)
    .onConflict((conflict) => conflict.columns(['station_id', 'number']).doUpdateSet({ ...rest, confirmed_at: sql`now()` }))
    .execute()
}

export async function deleteMessage(trx: Trx, stationId: string, number: number): Promise<void> {
  await trx.deleteFrom('display_message').where('station_id', '=', stationId).where('number', '=', number).execute()
}

/** What a charger shows now or later: it drops by itself what has ended, and what was of a transaction that has. */
export const listMessages = (db: Db, stationId: string, page: PageRequest): Promise<DisplayMessage[]> =>
  pageBy(
    db
      .selectFrom('display_message')
      .selectAll()
      .where('station_id', '=', stationId)
      .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', sql<Date>`now()`)]))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('transaction')
              .select('id')
              .whereRef('transaction.id', '=', 'display_message.transaction_id')
              .where('transaction.state', '=', 'ended'),
          ),
        ),
      ),
    [['number', 'int']],
    'asc',
    page,
  )
