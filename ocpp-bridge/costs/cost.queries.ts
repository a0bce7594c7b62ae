import { sql } from 'kysely'
import type { EventCatalogue } from '#lib/events.ts'
import type { ChargePointRow } from '../charge-point.queries.ts'
import type { Db, Trx } from '../tables.ts'

/** Whether a charger shows its drivers what their session costs. */
export async function showsCost(trx: Trx, stationId: string): Promise<boolean> {
  const row = await trx.selectFrom('charge_point').select('shows_cost').where('station_id', '=', stationId).executeTakeFirst()
  return row?.shows_cost === true
}

export const setShowsCost = (trx: Trx, stationId: string, shows: boolean): Promise<ChargePointRow> =>
  trx
    .updateTable('charge_point')
    .set({ shows_cost: shows })
    .where('station_id', '=', stationId)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Keeps what a transaction costs now. If that is news, the process that holds its charger's socket is woken. */
export async function saveCost(trx: Trx, cost: EventCatalogue['charging.cost.changed']): Promise<void> {
  const { transactionId, amountMinor, currency, final } = cost
  await sql`WITH saved AS (
      INSERT INTO running_cost (transaction_id, station_id, amount_minor, currency, final)
      SELECT id, station_id, ${amountMinor}, ${currency}, ${final} FROM transaction WHERE id = ${transactionId}
      ON CONFLICT (transaction_id) DO UPDATE SET amount_minor = excluded.amount_minor, currency = excluded.currency,
        final = excluded.final, due = running_cost.due OR running_cost.amount_minor <> excluded.amount_minor
      RETURNING station_id, due)
    SELECT pg_notify('ocpp_command', station_id::text) FROM saved WHERE due`.execute(trx)
}

export interface DueCost {
  transactionId: string
  chargerTransactionId: string
  amountMinor: number
  currency: string
}

/** Takes a cost that a charger is to be told. What changes meanwhile is due again. */
export async function claimCost(
  db: Db,
  { identity, epoch, stationId }: { identity: string; epoch: number; stationId: string },
): Promise<DueCost | undefined> {
  const { rows } = await sql<DueCost>`UPDATE running_cost SET due = false FROM transaction
    WHERE transaction.id = transaction_id AND transaction_id = (
      SELECT transaction_id FROM running_cost WHERE station_id = ${stationId} AND due
        AND EXISTS (SELECT FROM connection WHERE identity = ${identity} AND epoch = ${epoch})
      LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING transaction_id AS "transactionId", charger_transaction_id AS "chargerTransactionId",
      amount_minor AS "amountMinor", currency`.execute(db)
  return rows[0]
}

/** The charger was not reached. */
export async function returnCost(db: Db, transactionId: string): Promise<void> {
  await db.updateTable('running_cost').set({ due: true }).where('transaction_id', '=', transactionId).execute()
}

/** What a transaction has cost in all; undefined while that is not known. */
export const finalCost = (trx: Trx, transactionId: string) =>
  trx
    .selectFrom('running_cost')
    .select(['amount_minor', 'currency'])
    .where('transaction_id', '=', transactionId)
    .where('final', '=', true)
    .executeTakeFirst()
