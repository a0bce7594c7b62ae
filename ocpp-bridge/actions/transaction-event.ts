import type { ConnectorStatus } from '#lib/events.ts'
import { authorize, type Shown } from '../authorization/authorization.handler.ts'
import { idTokenInfo } from '../authorization/authorization.ts'
import { noteClock } from '../charge-point.queries.ts'
import { noteStarted } from '../commands/command.queries.ts'
import { findReported } from '../transactions/connector.queries.ts'
import { applyChargingState, reportStatus } from '../transactions/connector.handler.ts'
import type { Call } from '../context.ts'
import { totalCostOf } from '../costs/cost.handler.ts'
import type { Trx } from '../tables.ts'
import { heard } from '../transactions/forgotten.handler.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { insertQuarantine } from './quarantine.queries.ts'
import { useReservation } from '../reservations/reservation.handler.ts'
import { readInteger, readText, readTime } from '../wire/reported.ts'
import { newRow, readPart, type Part } from './transaction-part.ts'
import { correctionOf, faultsOf } from './transaction-message.ts'
import {
  findByChargerId,
  findLastNumber,
  findParts,
  findPartTime,
  insertPart,
  insertTransaction,
  updateTransaction,
  type TransactionRow,
} from '../transactions/transaction.queries.ts'
import { addSamples, announce, announceEnd, endOlder, endTransaction } from '../transactions/transaction.handler.ts'

/** What a charging state means for the connector. 2.x itself only calls the connector Occupied. */
export const STATUS_OF: Readonly<Record<string, ConnectorStatus>> = {
  EVConnected: 'PREPARING',
  Charging: 'CHARGING',
  SuspendedEV: 'SUSPENDED',
  SuspendedEVSE: 'SUSPENDED',
  Idle: 'FINISHING',
}

/**
 * One part of a 2.x transaction. Parts may come twice, late or out of order; seqNo tells. `started` is emitted when the Started part is
 * here, and a user is known or current flows. `ended` is emitted when every part from Started to Ended is here.
 */
export async function transactionEvent(trx: Trx, call: Call): Promise<Json> {
  const { payload, identity } = call
  const problems = faultsOf(call)
  const info = isObject(payload['transactionInfo']) ? payload['transactionInfo'] : {}
  const chargerId = readText(info['transactionId'])
  const reply = await replyToEvent(trx, call)
  if (chargerId === null) {
    await insertQuarantine(trx, call, ['it names no transaction', ...problems].join('; '))
    return reply
  }
  const known = await findByChargerId(trx, identity, chargerId)
  const part = readPart(call, info, known === undefined ? 0 : correctionOf(known), problems)
  if (!part.offline) await noteClock(trx, call.stationId, part.time.aheadMs)
  const row = known ?? (await insertTransaction(trx, newRow(call, chargerId, part)))
  if (!(await isNew(trx, row, part))) {
    const before = part.seqNo === null ? part.time.text : await findPartTime(trx, row.id, part.seqNo, part.type)
    if (before !== part.time.text) {
      await insertQuarantine(trx, call, 'its number was used before, with another time', { transactionId: row.id })
    }
    return reply
  }

  const changed = await applyPart(trx, call, row, part, problems)
  if (problems.length > 0) await insertQuarantine(trx, call, problems.join('; '), { transactionId: changed.id })
  return reply
}

async function applyPart(trx: Trx, call: Call, found: TransactionRow, part: Part, problems: string[]): Promise<TransactionRow> {
  const { receivedAt } = call
  let row = await heard(trx, found, { receivedAt, offline: part.offline })
  const slotId = await useReservation(trx, call)
  if (slotId !== null) row = await updateTransaction(trx, row.id, { slot_id: slotId })
  if (part.evse !== null && row.evse_number === 0) {
    row = await updateTransaction(trx, row.id, { evse_number: part.evse.number, connector_number: part.evse.connector })
  }
  if (part.type === 'Started') row = await applyStarted(trx, row, part, receivedAt, problems)
  row = await bindUser(trx, call, row, part)
  row = await announceIfReady(trx, row, part, receivedAt)

  if (part.type === 'Ended') row = await applyEnded(trx, row, part, receivedAt, problems)
  else {
    row = await addSamples(trx, row, part.readings, { receivedAt, offline: part.offline })
    if (part.chargingState !== null && row.charging_state !== part.chargingState && (await isNews(trx, row, part))) {
      await sayStatus(trx, call, row, part, part.chargingState)
      row = await applyChargingState(trx, row, part.chargingState, part.time.at)
    }
  }
  if (row.state === 'ended' && row.started_seen && !row.end_announced && (await isComplete(trx, row))) {
    if (!row.announced) row = await announce(trx, row)
    row = await announceEnd(trx, row)
  }
  if (part.type === 'Ended') await sayStatus(trx, call, row, part, 'Idle')
  return row
}

async function applyStarted(
  trx: Trx,
  row: TransactionRow,
  part: Part,
  receivedAt: Date,
  problems: string[],
): Promise<TransactionRow> {
  if (row.announced) {
    if (!row.started_seen) problems.push('its transaction was told without it: it came too late')
    return row
  }
  const { time, readings } = part
  const begin = readings.find(({ contexts }) => contexts.includes('Transaction.Begin')) ?? readings.find(isRegister)
  const started = await updateTransaction(trx, row.id, {
    started_seen: true,
    reported_started_at: time.text,
    started_at: row.ended_at !== null && row.ended_at < time.at ? row.ended_at : time.at,
    clock_ahead_ms: time.aheadMs,
    received_at: receivedAt,
    meter_start_wh: begin?.registerWh ?? null,
    offline: part.offline,
  })
  if (started.state !== 'ended') await endOlder(trx, started)
  return started
}

/**
 * Binds the transaction to its user and remote start, when a part first tells them. After `started` was emitted nothing more can be told.
 */
async function bindUser(trx: Trx, call: Call, row: TransactionRow, part: Part): Promise<TransactionRow> {
  const { idToken, remoteStartId } = part
  if (row.announced || row.session_id !== null || (idToken === null && remoteStartId === null)) return row
  if (row.id_token !== null && remoteStartId === null) return row
  const about = {
    idToken,
    remoteStartId,
    evseNumber: row.evse_number,
    transactionId: row.id,
    begins: true,
    at: row.started_at,
    queued: part.offline,
  }
  const { status, command } = await authorize(trx, call, about)
  const own = command !== null && command.started_transaction_id === null ? command : null
  if (own !== null) await noteStarted(trx, own.id, row.id)
  return updateTransaction(trx, row.id, {
    id_token: row.id_token ?? idToken ?? own?.id_token ?? null,
    authorised: status === 'Accepted' || row.authorised,
    session_id: own?.session_id ?? null,
  })
}

async function announceIfReady(trx: Trx, row: TransactionRow, part: Part, receivedAt: Date): Promise<TransactionRow> {
  const flows = part.chargingState !== null && part.chargingState !== 'EVConnected' && part.chargingState !== 'Idle'
  const ready =
    row.started_seen && !row.announced && row.state !== 'ended' && (row.id_token !== null || row.session_id !== null || flows)
  if (!ready) return row
  const { held_samples } = row
  const announced = await announce(trx, row)
  if (held_samples.length === 0) return announced
  const emptied = await updateTransaction(trx, row.id, { held_samples: '[]' })
  return addSamples(
    trx,
    emptied,
    held_samples.map((sample) => ({ ...sample, contexts: [] })),
    { receivedAt, offline: part.offline },
  )
}

async function applyEnded(
  trx: Trx,
  row: TransactionRow,
  part: Part,
  receivedAt: Date,
  problems: string[],
): Promise<TransactionRow> {
  const { readings, time, offline } = part
  const last = readings.findLast(({ contexts }) => contexts.includes('Transaction.End')) ?? readings.findLast(isRegister)
  const meterStopWh = last?.registerWh ?? row.last_register_wh
  if (row.state === 'ended' && row.end_inferred_from === null) {
    if (row.meter_stop_wh !== meterStopWh) problems.push('it was ended before, with another meter value')
    return row
  }
  const amends = row.end_announced
  const numbered = await updateTransaction(trx, row.id, { end_seq_no: part.seqNo })
  const end = { endedAt: time.at, receivedAt, meterStopWh, reason: part.reason ?? 'Local', readings, offline, inferredFrom: null }
  return endTransaction(trx, numbered, end, amends)
}

const isRegister = ({ registerWh }: Part['readings'][number]): boolean => registerWh !== undefined

/** Every part from Started to Ended has come. Numbers that make no sense are not waited for. */
async function isComplete(trx: Trx, row: TransactionRow): Promise<boolean> {
  const { first, numbers } = await findParts(trx, row.id)
  const last = row.end_seq_no
  if (first === null || last === null || last < first || last - first > 100_000) return true
  for (let number = first; number <= last; number++) if (!numbers.has(number)) return false
  return true
}

/** Each part counts once. If a charger gives no numbers, the state of the transaction tells whether a part is new. */
async function isNew(trx: Trx, row: TransactionRow, part: Part): Promise<boolean> {
  if (part.seqNo === null) return !(part.type === 'Started' && row.started_seen && row.announced)
  return insertPart(trx, { transactionId: row.id, seqNo: part.seqNo, eventType: part.type, reportedAt: part.time.text ?? '' })
}

/** A part that comes late says nothing about how things are now. */
async function isNews(trx: Trx, row: TransactionRow, { seqNo }: Part): Promise<boolean> {
  return row.state !== 'ended' && (seqNo === null || seqNo >= (await findLastNumber(trx, row.id)))
}

/** The connector's status follows the charging state, unless the part is late, or the charger has called the connector Available since. */
async function sayStatus(trx: Trx, call: Call, row: TransactionRow, part: Part, chargingState: string): Promise<void> {
  const status = STATUS_OF[chargingState]
  if (status === undefined || part.offline || row.evse_number === 0) return
  const connector = { evseNumber: row.evse_number, connectorNumber: row.connector_number }
  if (chargingState === 'Idle' && (await findReported(trx, { stationId: call.stationId, ...connector })) !== 'Occupied') return
  await reportStatus(trx, call, { ...connector, status, errorCode: null, at: part.time.at })
}

/** The reply to a part, whatever becomes of it: the worth of its id token, if it names one; to the last, what it has cost, if that is known. */
export async function replyToEvent(trx: Trx, call: Call): Promise<Json> {
  const { idToken, transactionInfo, timestamp, evse, eventType } = call.payload
  const info = isObject(transactionInfo) ? transactionInfo : {}
  const chargerId = readText(info['transactionId'])
  const known = chargerId === null ? undefined : await findByChargerId(trx, call.identity, chargerId)
  const cost = eventType === 'Ended' && known !== undefined ? await totalCostOf(trx, known.id) : {}
  if (!isObject(idToken)) return cost
  return {
    ...cost,
    idTokenInfo: await infoOf(trx, call, idToken, {
      remoteStartId: readInteger(info['remoteStartId']),
      evseNumber: known?.evse_number ?? (isObject(evse) ? (readInteger(evse['id']) ?? 0) : 0),
      transactionId: known?.id ?? null,
      begins: beginsWith(known, readText(idToken['idToken'])),
      at: known?.started_seen === true ? known.started_at : readTime(timestamp, call.receivedAt).at,
      queued: call.payload['offline'] === true,
    }),
  }
}

/** True if the transaction has no other token, and none that was accepted. */
const beginsWith = (row: TransactionRow | undefined, idToken: string | null): boolean =>
  row === undefined || row.id_token === null || (!row.authorised && row.id_token.toLowerCase() === idToken?.toLowerCase())

/** NoAuthorization says that a button was pressed, or nothing at all (2.0.1 C02). There is no token to judge. */
export async function infoOf(trx: Trx, call: Call, idToken: Json, shown: Omit<Shown, 'idToken'>): Promise<Json> {
  if (idToken['type'] === 'NoAuthorization') return { status: 'Accepted' }
  return idTokenInfo(await authorize(trx, call, { ...shown, idToken: readText(idToken['idToken']) }))
}
