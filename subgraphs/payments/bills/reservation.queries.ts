import type { Bill, Db, Trx } from '../tables.ts'
import type { BillRecord } from './record.queries.ts'

/** False if this version of a slot's fee is known, or a newer one. Later versions wait for this transaction. */
export async function noteVersion(trx: Trx, reservationId: string, version: number): Promise<boolean> {
  const noted = await trx
    .insertInto('reservation_fee')
    .values({ reservation_id: reservationId, version })
    .onConflict((known) => known.column('reservation_id').doUpdateSet({ version }).where('reservation_fee.version', '<', version))
    .returning('version')
    .executeTakeFirst()
  return noted !== undefined
}

export const billsOfReservations = (db: Db | Trx, ids: readonly string[]): Promise<Bill[]> =>
  db.selectFrom('bill').selectAll().where('kind', '=', 'RESERVATION').where('subject_id', 'in', ids).execute()

/** The record of a bill that no other one takes back. */
export const standingRecord = (trx: Trx, billId: string): Promise<BillRecord | undefined> =>
  trx
    .selectFrom('bill_record as record')
    .selectAll()
    .where('bill_id', '=', billId)
    .where('credit_of', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('bill_record as taken').select('taken.cdr_id').whereRef('taken.credit_of', '=', 'record.cdr_id')),
      ),
    )
    .executeTakeFirst()
