import type { EventCatalogue } from '#lib/events.ts'
import type { Services, Trx } from '../context.ts'
import { endAtLastSample } from './transaction.handler.ts'
import { findDoubted, findTransaction, lockChargePoint, updateTransaction, type TransactionRow } from './transaction.queries.ts'

/**
 * Transactions that their charger has forgotten: it was rebooted, killed or swapped, or calls the connector Available although
 * the transaction was never stopped. Nothing else would ever end them. The charger gets time to speak of them, because it may
 * still send what it queued; then they are ended at their last sample, and its own late word amends that.
 */

/** The charger has given reason to think that it has forgotten a transaction. A reason that is there already keeps its time. */
export async function doubt(trx: Trx, row: TransactionRow, reason: 'BOOT' | 'AVAILABLE', at: Date): Promise<TransactionRow> {
  if (row.state === 'ended' || row.doubt !== null) return row
  return updateTransaction(trx, row.id, { doubt: reason, doubted_at: at })
}

/** The charger speaks of a transaction, so it has not forgotten it. What it had queued may be from before, and buys time only. */
export async function heard(
  trx: Trx,
  row: TransactionRow,
  { receivedAt, offline }: { receivedAt: Date; offline: boolean },
): Promise<TransactionRow> {
  if (row.doubt === null) return row
  return updateTransaction(trx, row.id, offline ? { doubted_at: receivedAt } : { doubt: null, doubted_at: null })
}

/**
 * The charger calls a connector Available. Only a word from after the transaction's last one says anything of it. One of 2.x may
 * begin before the cable is in and outlast it (TxStartPoint, TxStopPoint): it is contradicted only while it has a vehicle.
 */
export async function doubtAvailable(trx: Trx, row: TransactionRow, reportedAt: Date, receivedAt: Date): Promise<void> {
  if (reportedAt < (row.last_sample_at ?? row.started_at)) return
  if (row.ocpp_version !== '1.6' && (row.charging_state === null || row.charging_state === 'Idle')) return
  await doubt(trx, row, 'AVAILABLE', receivedAt)
}

/** Ends what has been in doubt for long enough, of chargers that are there and have had time to send what they queued. */
export async function endForgotten({ db, config, log }: Services): Promise<void> {
  for (const { id, identity } of await findDoubted(db, config.forgottenAfterMs)) {
    await db.transaction().execute(async (trx) => {
      await lockChargePoint(trx, identity)
      const [row] = await findDoubted(trx, config.forgottenAfterMs, id)
      if (row === undefined || row.doubt === null) return
      log.warn(
        { identity, transactionId: id, reason: row.doubt },
        'the charger has forgotten a transaction; it ends at its last sample',
      )
      await endAtLastSample(trx, row, row.doubt, new Date())
    })
  }
}

/** A person has ended the session: what is still open here is over, and charging knows it. */
export async function closeTransaction(trx: Trx, { transactionId }: EventCatalogue['charging.session.closed']): Promise<void> {
  const found = await findTransaction(trx, transactionId)
  if (found === undefined) return
  await lockChargePoint(trx, found.identity)
  const row = await findTransaction(trx, transactionId)
  if (row !== undefined && row.state !== 'ended') await endAtLastSample(trx, row, 'PERSON', new Date())
}
