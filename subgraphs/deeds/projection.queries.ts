import { sql } from 'kysely'
import type { Place } from '#lib/events.ts'
import type { Charge, Db, Trx } from './tables.ts'

/** What other boxes said, as far as deeds need it. Events of one aggregate come in order, so the last word holds. */

/** Older events have no place. They leave a known place as it is. */
export const saveStation = (trx: Trx, id: string, place: Place | undefined) =>
  trx
    .insertInto('station')
    .values({ id, latitude: place?.latitude ?? null, longitude: place?.longitude ?? null })
    .onConflict((conflict) =>
      place ? conflict.column('id').doUpdateSet({ latitude: place.latitude, longitude: place.longitude }) : conflict.doNothing(),
    )
    .execute()

/** A session may be told again, with another end or no longer held. The last word holds. */
export const saveCharge = (trx: Trx, charge: Charge) =>
  trx
    .insertInto('charge')
    .values(charge)
    .onConflict((conflict) => conflict.column('session_id').doUpdateSet(charge))
    .execute()

/** A charging session that may prove a photo; without a place if its station's is not known. */
export interface Candidate {
  session_id: string
  started_at: Date
  ended_at: Date
  latitude: number | null
  longitude: number | null
}

/** A user's sessions at a time, give or take `slackMs`, that prove no deed yet, with the places of their stations. */
export const unusedChargesAt = (db: Db, userId: string, at: Date, slackMs: number): Promise<Candidate[]> =>
  db
    .selectFrom('charge')
    .leftJoin('station', 'station.id', 'charge.station_id')
    .select(['charge.session_id', 'charge.started_at', 'charge.ended_at', 'station.latitude', 'station.longitude'])
    .where('charge.user_id', '=', userId)
    .where('charge.held', '=', false)
    .where('charge.started_at', '<=', new Date(at.getTime() + slackMs))
    .where('charge.ended_at', '>=', new Date(at.getTime() - slackMs))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('deed')
            .select(sql`1`.as('one'))
            .whereRef('deed.session_id', '=', 'charge.session_id'),
        ),
      ),
    )
    .orderBy('charge.session_id')
    .execute()
