import type { EventCatalogue } from '#lib/events.ts'
import type { Services } from '../context.ts'
import type { Trx } from '../tables.ts'
import { endAtLastSample, suspend } from './transaction.handler.ts'
import { findDoubted, findTransaction, lockChargePoint, updateTransaction, type TransactionRow } from './transaction.queries.ts'

/**
 * Transactions that their charger has forgotten. It was rebooted, killed or swapped, or calls the connector Available although the
 * transaction was never stopped. Nothing else would ever end them. The charger gets time to speak of them, because it may still send what
 * it queued. Then they are ended at their last sample, and the charger's own late word amends that.
 */

/** Notes a reason to think that the charger has forgotten a transaction. An earlier reason keeps its time. */
export async function doubt(trx: Trx, row: TransactionRow, reason: 'BOOT' | 'AVAILABLE', at: Date): Promise<TransactionRow> {
  if (row.state === 'ended' || row.doubt !== null) return row
  return updateTransaction(trx, row.id, { doubt: reason, doubted_at: at })
}

/** The charger speaks of a transaction, so it has not forgotten it. A queued message may be from before, so it only buys time. */
export async function heard(
  trx: Trx,
  row: TransactionRow,
  { receivedAt, offline }: { receivedAt: Date; offline: boolean },
): Promise<TransactionRow> {
  if (row.doubt === null) return row
  return updateTransaction(trx, row.id, offline ? { doubted_at: receivedAt } : { doubt: null, doubted_at: null })
}

/**
 * The charger calls a connector Available. That only counts if it is newer than the transaction's last word. A 2.x transaction may begin
 * before the cable is in and last after it is out (TxStartPoint, TxStopPoint). So Available only contradicts one that has a vehicle. That one
 * does not park any more.
 */
export async function doubtAvailable(trx: Trx, row: TransactionRow, reportedAt: Date, receivedAt: Date): Promise<void> {
  if (reportedAt < (row.last_sample_at ?? row.started_at)) return
  if (row.ocpp_version !== '1.6' && (row.charging_state === null || row.charging_state === 'Idle')) return
  const doubted = await doubt(trx, row, 'AVAILABLE', receivedAt)
  if (doubted.suspended_by !== 'EV') return
  await suspend(trx, await updateTransaction(trx, row.id, { charging_state: null }), 'EVSE', reportedAt)
}

/** Ends what has been in doubt for long enough, if its charger is connected and has had time to send what it queued. */
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

/** A person has ended the session. What is still open here is over, and charging knows it. */
export async function closeTransaction(trx: Trx, { transactionId }: EventCatalogue['charging.session.closed']): Promise<void> {
  const found = await findTransaction(trx, transactionId)
  if (found === undefined) return
  await lockChargePoint(trx, found.identity)
  const row = await findTransaction(trx, transactionId)
  if (row !== undefined && row.state !== 'ended') await endAtLastSample(trx, row, 'PERSON', new Date())
}
