import { emit } from '#db/outbox.ts'
import { showsCost } from '../costs/cost.queries.ts'
import type { Trx } from '../tables.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { asMeterSamples, type Reading } from '../wire/meter-value.ts'
import { fewSigned } from '../wire/signed-value.ts'
import { meteredBy, newest } from './samples.ts'
import { findOpen, updateTransaction, type TransactionRow } from './transaction.queries.ts'

/**
 * The rules of a charging transaction that all versions share. Every function works on a row that its caller has locked through
 * `lockChargePoint`, and emits what the other boxes must know in the same database transaction.
 */

/** Says that the transaction has begun, and notes that it was said. */
export async function announce(trx: Trx, row: TransactionRow): Promise<TransactionRow> {
  await sayStarted(trx, row)
  return updateTransaction(trx, row.id, { announced: true })
}

export async function sayStarted(trx: Trx, row: TransactionRow): Promise<void> {
  await emit(trx, 'ocpp.transaction.started', row.id, {
    transactionId: row.id,
    stationId: row.station_id,
    evseNumber: row.evse_number,
    connectorNumber: row.connector_number,
    idToken: row.id_token,
    sessionId: row.session_id,
    authorised: row.authorised,
    startedAt: row.started_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    meterStartWh: row.meter_start_wh,
    offline: row.offline,
    ...(row.ocpp_version !== '1.6' && (await showsCost(trx, row.station_id)) && { showsCost: true as const }),
    ...(row.slot_id !== null && { reservationId: row.slot_id }),
  })
}

/**
 * A connector has one transaction at a time. A new one ends an older one there at its last sample: the charger lost it in a reboot. If
 * there are more than any charger has connectors, the oldest are ended too, because each boot would go through all of them.
 */
export async function endOlder(trx: Trx, row: TransactionRow): Promise<void> {
  const open = (await findOpen(trx, row.identity)).filter(({ id }) => id !== row.id)
  const over = open.filter(
    (other, place) =>
      place >= OCPP_LIMITS.openTransactions || (other.evse_number === row.evse_number && other.started_at < row.started_at),
  )
  for (const older of over) await endAtLastSample(trx, older, 'NEXT_START', row.received_at)
}

/**
 * Ends a transaction that the charger does not end, at its last word. If its begin was never told (2.x: a cable and nobody), its end is not
 * told either. If a person has ended it, charging knows already.
 */
export async function endAtLastSample(
  trx: Trx,
  row: TransactionRow,
  inferredFrom: NonNullable<TransactionRow['end_inferred_from']>,
  receivedAt: Date,
): Promise<TransactionRow> {
  const end = {
    endedAt: row.last_sample_at ?? row.started_at,
    receivedAt,
    meterStopWh: row.last_register_wh ?? row.meter_start_wh,
    reason: 'Other',
    readings: [],
    offline: false,
    inferredFrom,
  }
  if (!row.announced) return endTransaction(trx, row, end, false)
  if (inferredFrom !== 'PERSON') return endTransaction(trx, row, end)
  const ended = await endTransaction(trx, row, end, false)
  return updateTransaction(trx, ended.id, { end_announced: true, held_samples: '[]' })
}

/**
 * Passes samples on. After the charger's own end only samples from before it count. A transaction that a boot has suspended goes on.
 * Samples of one that we ended are kept: they may be all that is ever heard of the rest. What was queued says nothing of now.
 */
export async function addSamples(
  trx: Trx,
  row: TransactionRow,
  readings: readonly Reading[],
  about: { receivedAt: Date; offline: boolean },
): Promise<TransactionRow> {
  const ended_at = row.end_inferred_from === null ? row.ended_at : null
  const samples = asMeterSamples(ended_at === null ? readings : readings.filter(({ at }) => new Date(at) <= ended_at))
  if (samples.length === 0) return row
  if (row.announced) await emit(trx, 'ocpp.transaction.metered', row.id, meteredBy(row, samples, about))
  const held = row.announced ? row.held_samples : fewSigned([...row.held_samples, ...samples].slice(-OCPP_LIMITS.heldSamples))
  const held_samples = JSON.stringify(held)
  const changed = await updateTransaction(trx, row.id, { ...newest(row, samples), held_samples })
  const goesOn = row.state === 'suspended' && row.charging_state === null && !about.offline
  return goesOn ? resume(trx, changed, about.receivedAt) : changed
}

/** Another reason ends the pause and begins another one: only the vehicle's are parking. A boot adds nothing to a pause. */
export async function suspend(trx: Trx, row: TransactionRow, by: 'EV' | 'EVSE' | 'BOOT', at: Date): Promise<TransactionRow> {
  if (row.state === 'ended' || row.suspended_by === by || (by === 'BOOT' && row.state === 'suspended')) return row
  if (row.announced) await emit(trx, 'ocpp.transaction.suspended', row.id, { transactionId: row.id, by, at: at.toISOString() })
  return updateTransaction(trx, row.id, { state: 'suspended', suspended_by: by })
}

export async function resume(trx: Trx, row: TransactionRow, at: Date): Promise<TransactionRow> {
  if (row.state !== 'suspended') return row
  if (row.announced) await emit(trx, 'ocpp.transaction.resumed', row.id, { transactionId: row.id, at: at.toISOString() })
  return updateTransaction(trx, row.id, { state: 'active', suspended_by: null })
}

export interface End {
  endedAt: Date
  receivedAt: Date
  meterStopWh: number | null
  reason: string
  readings: readonly Reading[]
  offline: boolean
  /** Why we end it; null if the charger does. */
  inferredFrom: TransactionRow['end_inferred_from']
}

/**
 * Notes the end and says it at once, unless parts are still missing (`complete` is false). The charger's own end amends an inferred one.
 */
export async function endTransaction(trx: Trx, row: TransactionRow, end: End, complete = true): Promise<TransactionRow> {
  const samples = asMeterSamples(end.readings)
  const ended = await updateTransaction(trx, row.id, {
    ...newest(row, samples),
    state: 'ended',
    ended_at: end.endedAt < row.started_at ? row.started_at : end.endedAt,
    end_received_at: end.receivedAt,
    meter_stop_wh: end.meterStopWh,
    end_reason: end.reason,
    end_offline: end.offline,
    end_inferred_from: end.inferredFrom,
    doubt: null,
    doubted_at: null,
    held_samples: JSON.stringify([...row.held_samples, ...samples]),
  })
  return complete ? announceEnd(trx, ended) : ended
}

/** Says that the transaction is over, with the samples that were held back. */
export async function announceEnd(trx: Trx, row: TransactionRow): Promise<TransactionRow> {
  if (row.ended_at === null || row.end_received_at === null) throw new Error(`Transaction ${row.id} has not ended.`)
  await emit(trx, 'ocpp.transaction.ended', row.id, {
    transactionId: row.id,
    endedAt: row.ended_at.toISOString(),
    receivedAt: row.end_received_at.toISOString(),
    meterStopWh: row.meter_stop_wh,
    reason: row.end_reason ?? 'Local',
    samples: row.held_samples.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    offline: row.end_offline ?? false,
    // This reason is no event's: charging knows that a person ended it.
    inferredFrom: row.end_inferred_from === 'PERSON' ? null : row.end_inferred_from,
  })
  return updateTransaction(trx, row.id, { end_announced: true, held_samples: '[]' })
}
