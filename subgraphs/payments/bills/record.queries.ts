import { sql } from 'kysely'
import type { RecordBill } from '#lib/events.ts'
import type { Db, PaymentsTables, Trx } from '../tables.ts'
import type { Selectable } from 'kysely'

export type BillRecord = Selectable<PaymentsTables['bill_record']>

/** False if it counts already. */
export async function insertRecord(
  trx: Trx,
  {
    data,
    ...row
  }: { cdr_id: string; bill_id: string; credit_of: string | null; amount_minor: number; data: RecordBill | undefined },
): Promise<boolean> {
  const inserted = await trx
    .insertInto('bill_record')
    .values({ ...row, data: data ? JSON.stringify(data) : null })
    .onConflict((once) => once.column('cdr_id').doNothing())
    .returning('cdr_id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function isRecordKnown(trx: Trx, cdrId: string): Promise<boolean> {
  const row = await trx.selectFrom('bill_record').select('cdr_id').where('cdr_id', '=', cdrId).executeTakeFirst()
  return row !== undefined
}

/** Records of some bills, the oldest first. */
export const recordsOf = (db: Db, billIds: readonly string[]): Promise<BillRecord[]> =>
  db.selectFrom('bill_record').selectAll().where('bill_id', 'in', billIds).orderBy('heard_at').orderBy('cdr_id').execute()

export const noteUnbilled = (trx: Trx, sessionId: string) =>
  trx
    .insertInto('unbilled_session')
    .values({ session_id: sessionId })
    .onConflict((once) => once.doNothing())
    .execute()

export async function isUnbilled(trx: Trx, sessionId: string): Promise<boolean> {
  const row = await trx.selectFrom('unbilled_session').selectAll().where('session_id', '=', sessionId).executeTakeFirst()
  return row !== undefined
}

/** When this box came to be: its first migration. */
export async function bornAt(trx: Trx): Promise<Date> {
  const { rows } = await sql<{ at: string }>`SELECT min(timestamp) AS at FROM migration`.execute(trx)
  return new Date(rows[0]?.at ?? 0)
}
