import { sql, type Insertable } from 'kysely'
import type { ReservationsTables, Trx } from '../tables.ts'

type Presence = Insertable<ReservationsTables['presence']>

/** Somebody asks to charge. The charger may have told of the begin already. */
export const askedFor = (trx: Trx, row: Presence) =>
  trx
    .insertInto('presence')
    .values(row)
    .onConflict((known) =>
      known.column('id').doUpdateSet(({ ref, fn }) => ({
        user_id: ref('excluded.user_id'),
        reservation_id: fn.coalesce('presence.reservation_id', 'excluded.reservation_id'),
      })),
    )
    .execute()

/** A charge has begun, whether or not it was asked for. */
export const begun = (trx: Trx, row: Presence) =>
  trx
    .insertInto('presence')
    .values(row)
    .onConflict((known) =>
      known.column('id').doUpdateSet(({ ref, fn }) => ({
        transaction_id: ref('excluded.transaction_id'),
        reservation_id: fn.coalesce('excluded.reservation_id', 'presence.reservation_id'),
        // It has begun all the same.
        ended_at: sql<Date | null>`CASE WHEN presence.refused THEN NULL ELSE presence.ended_at END`,
        refused: false,
      })),
    )
    .execute()

/** The charger did not let begin what was asked for: its driver was there all the same. */
export const refusedBy = (trx: Trx, id: string) =>
  trx
    .updateTable('presence')
    .set({ refused: true, ended_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('transaction_id', 'is', null)
    .execute()

/** What was asked for came to nothing. */
export const cameToNothing = (trx: Trx, id: string) =>
  trx.deleteFrom('presence').where('id', '=', id).where('transaction_id', 'is', null).execute()

export const ended = (trx: Trx, transactionId: string, at: Date) =>
  trx
    .updateTable('presence')
    .set({ ended_at: sql<Date>`least(now(), ${at})` })
    .where('transaction_id', '=', transactionId)
    .where('ended_at', 'is', null)
    .execute()
