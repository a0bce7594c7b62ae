import { emit } from '#db/outbox.ts'
import type { Call } from '../context.ts'
import { noteError } from '../history/error.queries.ts'
import type { Trx } from '../tables.ts'
import { maySpeakOf, saveStatus, statusOf, type Report } from './connector.queries.ts'
import { doubt } from './forgotten.handler.ts'
import { resume, suspend } from './transaction.handler.ts'
import { findOpenOfStation, updateTransaction, type TransactionRow } from './transaction.queries.ts'

/** Says what a charger reports of a connector, unless it invents them. `evseNumber` 0 is the station as a whole. */
export async function reportStatus(
  trx: Trx,
  call: Call,
  report: { evseNumber: number; connectorNumber: number } & Report,
): Promise<void> {
  const of = { stationId: call.stationId, ...report }
  if (!(await maySpeakOf(trx, of))) return
  const status = await saveStatus(trx, of)
  if (isFaulty(status) || status.was_faulty) await noteError(trx, status, isFaulty(status))
  await emit(trx, 'ocpp.connector.status-changed', call.stationId, statusOf(status))
}

const isFaulty = ({ status, error_code }: { status: string; error_code: string | null }): boolean =>
  status === 'FAULTED' || error_code !== null

/**
 * A transaction's charging state, in either version's words, moves it between active and suspended. The same state again changes nothing.
 * A vehicle that stays when its charging is over (1.6: Finishing, 2.x: EVConnected) parks as one does that takes nothing.
 */
export async function applyChargingState(trx: Trx, row: TransactionRow, chargingState: string, at: Date): Promise<TransactionRow> {
  if (row.state === 'ended' || row.charging_state === chargingState) return row
  const changed = await updateTransaction(trx, row.id, { charging_state: chargingState })
  if (chargingState === 'Charging') return resume(trx, changed, at)
  if (chargingState === 'SuspendedEVSE') return suspend(trx, changed, 'EVSE', at)
  const stays = chargingState === 'EVConnected' && HAS_CHARGED.has(row.charging_state ?? '')
  if (stays || chargingState === 'SuspendedEV' || chargingState === 'Finishing') return suspend(trx, changed, 'EV', at)
  // 2.x: the vehicle is gone and the transaction lasts.
  return chargingState === 'Idle' && changed.suspended_by === 'EV' ? suspend(trx, changed, 'EVSE', at) : changed
}

const HAS_CHARGED: ReadonlySet<string> = new Set(['Charging', 'SuspendedEV', 'SuspendedEVSE'])

/**
 * After a boot nothing flows until the charger says so. Its open transactions are suspended, their charging states are forgotten, and the
 * charger has to speak of those that it still knows.
 */
export async function suspendForBoot(trx: Trx, call: Call): Promise<void> {
  for (const row of await findOpenOfStation(trx, call)) {
    const suspended = await suspend(trx, row, 'BOOT', call.receivedAt)
    await doubt(trx, await updateTransaction(trx, suspended.id, { charging_state: null }), 'BOOT', call.receivedAt)
  }
}
