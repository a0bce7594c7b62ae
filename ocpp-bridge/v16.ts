import { emit } from '#db/outbox.ts'
import { newId } from '#lib/id.ts'
import type { ConnectorStatus } from '#lib/events.ts'
import { noteBoot, noteClock } from './charge-point.queries.ts'
import { hasStartCommand, noteStarted } from './command.queries.ts'
import { applyChargingState, reportStatus, suspendForBoot } from './connector.service.ts'
import type { Actions, BridgeContext, Call, Trx } from './context.ts'
import type { Json } from './frame.ts'
import { findAuthorization } from './id-token.queries.ts'
import { readMeterValues } from './meter-value.ts'
import { findStopFor, insertQuarantine, resolveQuarantine } from './quarantine.queries.ts'
import { readInteger, readRegister, readText, readTime } from './reported.ts'
import { correctionOf, faultsOf } from './transaction-message.ts'
import {
  findByNumber,
  findByStartKey,
  findOpen,
  insertTransaction,
  lockChargePoint,
  nextTransactionNumber,
  type TransactionRow,
} from './transaction.queries.ts'
import { addSamples, announce, endOlder, endTransaction, identify, type End } from './transaction.service.ts'

/** OCPP 1.6-J: what a charge point may ask of us, and how it is answered. Connector n is EVSE n with its connector 1. */
export const v16: Actions = {
  Authorize: { handle: authorize },
  BootNotification: { handle: bootNotification },
  DataTransfer: { reply: () => ({ status: 'UnknownVendorId' }) },
  DiagnosticsStatusNotification: { reply: () => ({}) },
  FirmwareStatusNotification: { reply: () => ({}) },
  Heartbeat: { reply: (call: Call) => ({ currentTime: call.receivedAt.toISOString() }) },
  LogStatusNotification: { reply: () => ({}) },
  MeterValues: { handle: meterValues, transactional: true },
  SecurityEventNotification: { reply: () => ({}) },
  SignCertificate: { reply: () => ({ status: 'Rejected' }) },
  SignedFirmwareStatusNotification: { reply: () => ({}) },
  StartTransaction: { handle: startTransaction, transactional: true },
  StatusNotification: { handle: statusNotification },
  StopTransaction: { handle: stopTransaction, transactional: true },
}

async function bootNotification(trx: Trx, call: Call, { config }: BridgeContext): Promise<Json> {
  const { payload, receivedAt } = call
  const vendor = readText(payload['chargePointVendor']) ?? ''
  const model = readText(payload['chargePointModel']) ?? ''
  const firmware = readText(payload['firmwareVersion'])
  await lockChargePoint(trx, call.identity)
  await noteBoot(trx, call.stationId, { vendor, model, firmware, at: receivedAt })
  await suspendForBoot(trx, call.identity, receivedAt)
  const { stationId, version: ocppVersion } = call
  await emit(trx, 'ocpp.charge-point.booted', stationId, { stationId, vendor, model, firmware, ocppVersion })
  return { status: 'Accepted', currentTime: receivedAt.toISOString(), interval: Math.ceil(config.heartbeatMs / 1000) }
}

async function authorize(trx: Trx, call: Call): Promise<Json> {
  const idTag = readText(call.payload['idTag'])
  if (idTag !== null && (await hasStartCommand(trx, call.stationId, idTag))) return { idTagInfo: { status: 'Accepted' } }
  return { idTagInfo: { status: await findAuthorization(trx, idTag) } }
}

const STATUS: Record<string, ConnectorStatus> = {
  Available: 'AVAILABLE',
  Preparing: 'PREPARING',
  Charging: 'CHARGING',
  SuspendedEV: 'SUSPENDED',
  SuspendedEVSE: 'SUSPENDED',
  Finishing: 'FINISHING',
  Reserved: 'RESERVED',
  Unavailable: 'UNAVAILABLE',
  Faulted: 'FAULTED',
}

async function statusNotification(trx: Trx, call: Call): Promise<Json> {
  const { payload } = call
  const connectorId = readInteger(payload['connectorId']) ?? 0
  const reported = String(payload['status'])
  const time = readTime(payload['timestamp'], call.receivedAt)
  await lockChargePoint(trx, call.identity)
  await noteClock(trx, call.stationId, time.aheadMs)
  const error = readText(payload['errorCode'])
  await reportStatus(trx, call, {
    evseNumber: connectorId,
    connectorNumber: connectorId === 0 ? 0 : 1,
    // The schema knows no other status.
    status: STATUS[reported] ?? 'UNAVAILABLE',
    errorCode: error === 'NoError' ? null : error,
    at: time.at,
  })
  const [open] = connectorId === 0 ? [] : await findOpen(trx, call.identity, connectorId)
  if (open !== undefined) await applyChargingState(trx, open, reported, time.at)
  return {}
}

async function startTransaction(trx: Trx, call: Call): Promise<Json> {
  const { payload, identity, receivedAt } = call
  const problems = faultsOf(call)
  const connectorId = readInteger(payload['connectorId'])
  const idToken = readText(payload['idTag'])
  const meterStart = readRegister(payload['meterStart'])
  const time = readTime(payload['timestamp'], receivedAt)
  if (time.problem !== null) problems.push(time.problem)
  if (connectorId === null || connectorId <= 0) problems.push('it names no connector')
  if (meterStart === null) problems.push('its meter value cannot be')

  await lockChargePoint(trx, identity)
  const readable = connectorId !== null && idToken !== null && meterStart !== null && time.aheadMs !== null
  const startKey = readable ? JSON.stringify([connectorId, idToken.toLowerCase(), time.text, meterStart]) : null
  const known = startKey === null ? undefined : await findByStartKey(trx, identity, startKey)
  if (known !== undefined) return answer(known, known.authorised ? 'Accepted' : await findAuthorization(trx, idToken))

  const evseNumber = Math.max(0, connectorId ?? 0)
  const { authorization, command } = await identify(trx, call, { evseNumber, idToken, remoteStartId: null })
  const inserted = await insertTransaction(trx, {
    id: newId(),
    identity,
    station_id: call.stationId,
    ocpp_version: call.version,
    number: await nextTransactionNumber(trx),
    charger_transaction_id: null,
    start_key: startKey,
    evse_number: evseNumber,
    connector_number: evseNumber === 0 ? 0 : 1,
    id_token: idToken,
    authorised: authorization === 'Accepted',
    session_id: command?.session_id ?? null,
    reported_started_at: time.text,
    started_at: time.at,
    clock_ahead_ms: time.aheadMs,
    received_at: receivedAt,
    meter_start_wh: meterStart,
    state: 'active',
    started_seen: true,
    announced: false,
    charging_state: null,
    last_sample_at: null,
    last_register_wh: null,
    ended_at: null,
    end_received_at: null,
    meter_stop_wh: null,
    end_reason: null,
    end_offline: null,
    end_seq_no: null,
  })
  if (command !== null) await noteStarted(trx, command.id, inserted.id)
  await endOlder(trx, inserted)
  const row = await announce(trx, inserted)
  if (problems.length > 0) await insertQuarantine(trx, call, problems.join('; '), { transactionId: row.id })
  if (idToken !== null) await endByEarlierStop(trx, row, idToken)
  return answer(row, authorization)
}

const answer = (row: TransactionRow, status: string): Json => ({ transactionId: row.number, idTagInfo: { status } })

/** A stop that came before its start, under an id that said nothing (0, -1), is its end. */
async function endByEarlierStop(trx: Trx, row: TransactionRow, idToken: string): Promise<void> {
  const stop = await findStopFor(trx, { identity: row.identity, idToken, at: row.started_at })
  if (stop === undefined || stop.stop_at === null) return
  await resolveQuarantine(trx, stop.id, row.id, row.received_at)
  const { samples: readings } = readMeterValues((stop.payload as Json)['transactionData'], stop.received_at)
  const reason = readText((stop.payload as Json)['reason']) ?? 'Local'
  const end = { endedAt: stop.stop_at, receivedAt: row.received_at, meterStopWh: stop.stop_meter_wh, reason, readings }
  await endTransaction(trx, row, { ...end, offline: false, inferred: false })
}

async function meterValues(trx: Trx, call: Call): Promise<Json> {
  const { payload, identity, receivedAt } = call
  const problems = faultsOf(call)
  const connectorId = readInteger(payload['connectorId'])
  const number = readInteger(payload['transactionId'])
  // 1.6 §3.16.4: connector 0 is the main meter of the whole station.
  if (connectorId === 0) return {}

  await lockChargePoint(trx, identity)
  const found = await transactionOf(trx, identity, connectorId, number)
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
  if (found !== undefined) await addSamples(trx, found, samples, { receivedAt, offline: false })
  if (problems.length > 0) {
    await insertQuarantine(trx, call, problems.join('; '), found === undefined ? {} : { transactionId: found.id })
  }
  return {}
}

/** The transaction that meter values belong to; undefined where there is none, a sentence where they must not be used. */
async function transactionOf(
  trx: Trx,
  identity: string,
  connectorId: number | null,
  number: number | null,
): Promise<TransactionRow | string | undefined> {
  if (number !== null && number > 0) {
    const row = await findByNumber(trx, number)
    if (row?.identity === identity) return row
    return row === undefined ? 'its transactionId is unknown' : "its transactionId is another charger's"
  }
  if (connectorId === null) return 'it names neither connector nor transaction'
  return (await findOpen(trx, identity, connectorId))[0]
}

async function stopTransaction(trx: Trx, call: Call): Promise<Json> {
  const { payload, identity, receivedAt } = call
  const problems = faultsOf(call)
  const number = readInteger(payload['transactionId'])
  const idToken = readText(payload['idTag'])
  const meterStopWh = readRegister(payload['meterStop'])
  const reply = idToken === null ? {} : { idTagInfo: { status: await findAuthorization(trx, idToken) } }

  await lockChargePoint(trx, identity)
  const named = number === null || number <= 0 ? undefined : await findByNumber(trx, number)
  if (named !== undefined && named.identity !== identity) {
    await insertQuarantine(trx, call, "its transactionId is another charger's")
    return reply
  }
  const time = readTime(payload['timestamp'], receivedAt, named === undefined ? 0 : correctionOf(named))
  if (time.problem !== null) problems.push(time.problem)
  const row = named ?? (await guess(trx, identity, idToken, time.at))
  if (row === undefined) {
    problems.unshift('its transactionId is unknown')
    await insertQuarantine(trx, call, problems.join('; '), { stop: { idToken, at: time.at, meterWh: meterStopWh } })
    return reply
  }
  if (named === undefined) problems.unshift('its transactionId is unknown; matched by token and time')

  const { samples: readings, problems: unusable } = readMeterValues(payload['transactionData'], receivedAt, correctionOf(row))
  problems.push(...unusable)
  if (meterStopWh === null) problems.push('its meter value cannot be')
  const reason = readText(payload['reason']) ?? 'Local'
  const end: End = { endedAt: time.at, receivedAt, meterStopWh, reason, readings, offline: false, inferred: false }
  if (row.state !== 'ended' || row.end_inferred) await endTransaction(trx, row, end)
  else if (row.meter_stop_wh !== meterStopWh) problems.push('it was stopped before, with another meter value')
  if (problems.length > 0)
    await insertQuarantine(trx, call, problems.join('; '), { transactionId: row.id, resolved: named === undefined })
  return reply
}

/** The one open transaction that a stop without a known id can mean. */
async function guess(trx: Trx, identity: string, idToken: string | null, stoppedAt: Date): Promise<TransactionRow | undefined> {
  if (idToken === null) return undefined
  const fitting = (await findOpen(trx, identity)).filter(
    (row) => row.id_token?.toLowerCase() === idToken.toLowerCase() && row.started_at <= stoppedAt,
  )
  return fitting.length === 1 ? fitting[0] : undefined
}
