import { newId } from '#lib/id.ts'
import { authorize } from '../authorization/authorization.handler.ts'
import { idTagInfo, type Authorization } from '../authorization/authorization.ts'
import { findClock } from '../charge-point.queries.ts'
import { noteStarted } from '../commands/command.queries.ts'
import type { Call, Plain } from '../context.ts'
import type { Trx } from '../tables.ts'
import { isFlowing } from '../transactions/flowing.ts'
import { heard } from '../transactions/forgotten.handler.ts'
import type { Json } from '../wire/frame.ts'
import { readMeterValues } from '../wire/meter-value.ts'
import { findStopFor, insertQuarantine, resolveQuarantine } from './quarantine.queries.ts'
import { readInteger, readRegister, readText, readTime } from '../wire/reported.ts'
import { useReservation } from '../reservations/reservation.handler.ts'
import { correctionOf, faultsOf } from './transaction-message.ts'
import {
  findByNumber,
  findByStartKey,
  findOpen,
  insertTransaction,
  nextTransactionNumber,
  type TransactionRow,
} from '../transactions/transaction.queries.ts'
import { addSamples, endOlder, endTransaction, sayStarted, type End } from '../transactions/transaction.handler.ts'

/** What is older, even by the charger's own clock, was queued. */
const FRESH_MS = 120_000

/** Always makes a transaction, whatever the id token is worth: only the charger knows whether current flows (steve#134). */
export async function startTransaction(trx: Trx, call: Call): Promise<Json> {
  const { payload, identity, receivedAt } = call
  const problems = faultsOf(call)
  const connectorId = readInteger(payload['connectorId'])
  const idToken = readText(payload['idTag'])
  const meterStart = readRegister(payload['meterStart'])
  const time = readTime(payload['timestamp'], receivedAt)
  if (time.problem !== null) problems.push(time.problem)
  if (connectorId === null || connectorId <= 0) problems.push('it names no connector')
  if (meterStart === null) problems.push('its meter value cannot be')

  const readable = connectorId !== null && idToken !== null && meterStart !== null && time.aheadMs !== null
  const startKey = readable ? JSON.stringify([connectorId, idToken.toLowerCase(), time.text, meterStart]) : null
  const known = startKey === null ? undefined : await findByStartKey(trx, identity, startKey)
  const evseNumber = Math.max(0, connectorId ?? 0)
  const id = known?.id ?? newId()
  const begins = known?.authorised !== true
  const at = known?.started_at ?? time.at
  const offline = await wasQueued(trx, call, time.at)
  const authorization = await authorize(trx, call, { idToken, evseNumber, transactionId: id, begins, at, queued: offline })
  if (known !== undefined) return answer(known, authorization)

  const { status, command } = authorization
  const own = command !== null && command.started_transaction_id === null ? command : null
  const row = await insertTransaction(trx, {
    id,
    identity,
    station_id: call.stationId,
    ocpp_version: call.version,
    number: nextTransactionNumber,
    start_key: startKey,
    evse_number: evseNumber,
    connector_number: evseNumber === 0 ? 0 : 1,
    id_token: idToken,
    authorised: status === 'Accepted',
    session_id: own?.session_id ?? null,
    reported_started_at: time.text,
    started_at: time.at,
    clock_ahead_ms: time.aheadMs,
    received_at: receivedAt,
    meter_start_wh: meterStart,
    offline,
    state: 'active',
    started_seen: true,
    announced: true,
    slot_id: await useReservation(trx, call),
  })
  if (own !== null) await noteStarted(trx, own.id, row.id)
  await endOlder(trx, row)
  await sayStarted(trx, row)
  if (problems.length > 0) await insertQuarantine(trx, call, problems.join('; '), { transactionId: row.id })
  if (idToken !== null) await endByEarlierStop(trx, row, idToken)
  return answer(row, authorization)
}

const answer = (row: TransactionRow, authorization: Authorization): Json => ({
  transactionId: row.number,
  idTagInfo: idTagInfo(authorization),
})

/** Applies a stop that came before its start, under an id that said nothing (0, -1). */
async function endByEarlierStop(trx: Trx, row: TransactionRow, idToken: string): Promise<void> {
  const stop = await findStopFor(trx, { identity: row.identity, idToken, at: row.started_at })
  if (stop === undefined || stop.stop_at === null) return
  await resolveQuarantine(trx, stop.id, row.id, row.received_at)
  const { samples: readings } = readMeterValues((stop.payload as Json)['transactionData'], stop.received_at)
  const reason = readText((stop.payload as Json)['reason']) ?? 'Local'
  const end = { endedAt: stop.stop_at, receivedAt: row.received_at, meterStopWh: stop.stop_meter_wh, reason, readings }
  await endTransaction(trx, row, { ...end, offline: false, inferredFrom: null })
}

/** Samples of a transaction: the one that is named, or the one that runs on the connector. */
export async function meterValues(trx: Trx, call: Call): Promise<Json> {
  const { payload, receivedAt } = call
  const problems = faultsOf(call)
  const connectorId = readInteger(payload['connectorId'])
  const number = readInteger(payload['transactionId'])
  // 1.6 §3.16.4: connector 0 is the main meter of the whole station.
  if (connectorId === 0) return {}

  const found = await transactionOf(trx, call, connectorId, number)
  if (typeof found === 'string') {
    await insertQuarantine(trx, call, found)
    return {}
  }
  const { samples, problems: unusable } = readMeterValues(
    payload['meterValue'],
    receivedAt,
    found === undefined ? 0 : correctionOf(found),
  )
  problems.push(...unusable)
  const newest = samples.at(-1)
  if (found !== undefined && newest !== undefined && (number === found.number || isFlowing(found, samples))) {
    const about = { receivedAt, offline: await wasQueued(trx, call, new Date(newest.at)) }
    await addSamples(trx, await heard(trx, found, about), samples, about)
  }
  if (problems.length > 0) {
    await insertQuarantine(trx, call, problems.join('; '), found === undefined ? {} : { transactionId: found.id })
  }
  return {}
}

/** Meter values as nearly all are: new samples of a transaction that is named, with nothing wrong. */
export const plainMeterValues: Plain = {
  names: ({ payload }) => {
    const number = readInteger(payload['transactionId'])
    return number !== null && number > 0 && readInteger(payload['connectorId']) !== 0 ? { number } : null
  },
  readings: (call, row) => {
    const { samples, problems } = readMeterValues(call.payload['meterValue'], call.receivedAt, correctionOf(row))
    const newest = samples.at(-1)
    const isNow = newest !== undefined && new Date(newest.at).getTime() - call.receivedAt.getTime() >= -FRESH_MS
    return isNow && problems.length === 0 && faultsOf(call).length === 0 ? samples : null
  },
}

/** The transaction that meter values belong to. Undefined if there is none, a sentence if they must not be used. */
async function transactionOf(
  trx: Trx,
  { identity, receivedAt }: Call,
  connectorId: number | null,
  number: number | null,
): Promise<TransactionRow | string | undefined> {
  if (number !== null && number > 0) {
    const row = await findByNumber(trx, number)
    if (row?.identity === identity) return row
    return row === undefined ? 'its transactionId is unknown' : "its transactionId is another charger's"
  }
  if (connectorId === null) return 'it names neither connector nor transaction'
  // When a kept message is worked later, another transaction may run there.
  return (await findOpen(trx, identity, connectorId)).find((row) => row.received_at <= receivedAt)
}

/** The end of a transaction, and the worth of the token that ended it, which need not be the one that began it. */
export async function stopTransaction(trx: Trx, call: Call): Promise<Json> {
  const row = await applyStop(trx, call)
  const idToken = readText(call.payload['idTag'])
  if (idToken === null) return {}
  return { idTagInfo: idTagInfo(await authorize(trx, call, { idToken, transactionId: row?.id ?? null })) }
}

/** Ends the named transaction, or the one it must mean. If there is none, the stop is kept until a start fits it. */
async function applyStop(trx: Trx, call: Call): Promise<TransactionRow | undefined> {
  const { payload, identity, receivedAt } = call
  const problems = faultsOf(call)
  const number = readInteger(payload['transactionId'])
  const idToken = readText(payload['idTag'])
  const meterStopWh = readRegister(payload['meterStop'])

  const named = number === null || number <= 0 ? undefined : await findByNumber(trx, number)
  if (named !== undefined && named.identity !== identity) {
    await insertQuarantine(trx, call, "its transactionId is another charger's")
    return undefined
  }
  const time = readTime(payload['timestamp'], receivedAt, named === undefined ? 0 : correctionOf(named))
  if (time.problem !== null) problems.push(time.problem)
  const row = named ?? (await guess(trx, identity, idToken, time.at))
  if (row === undefined) {
    problems.unshift('its transactionId is unknown')
    await insertQuarantine(trx, call, problems.join('; '), { stop: { idToken, at: time.at, meterWh: meterStopWh } })
    return undefined
  }
  if (named === undefined) problems.unshift('its transactionId is unknown; matched by token and time')

  const { samples: readings, problems: unusable } = readMeterValues(payload['transactionData'], receivedAt, correctionOf(row))
  problems.push(...unusable)
  if (meterStopWh === null) problems.push('its meter value cannot be')
  const reason = readText(payload['reason']) ?? 'Local'
  const offline = await wasQueued(trx, call, time.at)
  const end: End = { endedAt: time.at, receivedAt, meterStopWh, reason, readings, offline, inferredFrom: null }
  if (row.state !== 'ended' || row.end_inferred_from !== null) await endTransaction(trx, row, end)
  else if (row.meter_stop_wh !== meterStopWh) problems.push('it was stopped before, with another meter value')
  if (problems.length > 0)
    await insertQuarantine(trx, call, problems.join('; '), { transactionId: row.id, resolved: named === undefined })
  return row
}

/** The one open transaction that a stop without a known id can mean. */
async function guess(trx: Trx, identity: string, idToken: string | null, stoppedAt: Date): Promise<TransactionRow | undefined> {
  if (idToken === null) return undefined
  const fitting = (await findOpen(trx, identity)).filter(
    (row) => row.id_token?.toLowerCase() === idToken.toLowerCase() && row.started_at <= stoppedAt,
  )
  return fitting.length === 1 ? fitting[0] : undefined
}

/** True for what the charger queued while it was offline. 1.6 does not say so; we take what is old even by the charger's own clock. */
async function wasQueued(trx: Trx, { stationId, receivedAt }: Call, at: Date): Promise<boolean> {
  const aheadMs = at.getTime() - receivedAt.getTime()
  return aheadMs < -FRESH_MS && aheadMs - ((await findClock(trx, stationId)) ?? 0) < -FRESH_MS
}
