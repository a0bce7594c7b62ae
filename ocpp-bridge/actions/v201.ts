import { emit } from '#db/outbox.ts'
import type { ConnectorStatus } from '#lib/events.ts'
import { noteBoot, noteClock } from '../charge-point.queries.ts'
import { maySpeakOf, saveReported } from '../transactions/connector.queries.ts'
import { reportStatus, suspendForBoot } from '../transactions/connector.handler.ts'
import type { Actions, Services, Call } from '../context.ts'
import { updateReservation } from '../reservations/reservation.handler.ts'
import { notifyReport } from '../device-model/report.handler.ts'
import { takeChargingProfiles } from '../charging-profiles/report.handler.ts'
import { receiveTransfer } from '../data-transfers/data-transfer.handler.ts'
import type { Trx } from '../tables.ts'
import { takeDisplayMessages } from '../displays/display.handler.ts'
import { takeEvents } from '../monitoring/event.handler.ts'
import { takeMonitoringReport } from '../monitoring/monitor.handler.ts'
import { bootedWith, reportFirmware, reportLog } from '../runs/run.handler.ts'
import { isFlowing } from '../transactions/flowing.ts'
import { doubtAvailable, heard } from '../transactions/forgotten.handler.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { readMeterValues } from '../wire/meter-value.ts'
import { plainEvent } from './plain-event.ts'
import { insertQuarantine } from './quarantine.queries.ts'
import { readInteger, readText, readTime } from '../wire/reported.ts'
import { infoOf, replyToEvent, STATUS_OF, transactionEvent } from './transaction-event.ts'
import { correctionOf, faultsOf } from './transaction-message.ts'
import { findOpen, lockChargePoint } from '../transactions/transaction.queries.ts'
import { addSamples } from '../transactions/transaction.handler.ts'
import { noteSecurityEvent } from '../security-events/security-event.handler.ts'
import { signCertificate } from './sign-certificate.ts'

const noted = { reply: () => ({}) }
const refused = { reply: () => ({ status: 'Rejected' }) }

/** OCPP 2.0.1: what a charging station may ask of us, and how it is answered. */
export const v201: Actions = {
  Authorize: { handle: authorizeToken },
  BootNotification: { handle: bootNotification, lenient: true },
  ClearedChargingLimit: noted,
  DataTransfer: { handle: receiveTransfer },
  FirmwareStatusNotification: { handle: reportFirmware },
  Get15118EVCertificate: { reply: () => ({ status: 'Failed', exiResponse: '' }) },
  GetCertificateStatus: { reply: () => ({ status: 'Failed' }) },
  Heartbeat: { reply: (call: Call) => ({ currentTime: call.receivedAt.toISOString() }) },
  LogStatusNotification: { handle: reportLog },
  MeterValues: { handle: meterValues, transactional: true, whenKeptAside: () => ({}) },
  NotifyChargingLimit: noted,
  NotifyCustomerInformation: noted,
  NotifyDisplayMessages: { handle: takeDisplayMessages },
  NotifyEVChargingNeeds: refused,
  NotifyEVChargingSchedule: refused,
  NotifyEvent: { handle: takeEvents },
  NotifyMonitoringReport: { handle: takeMonitoringReport },
  NotifyReport: { handle: notifyReport, lenient: true },
  PublishFirmwareStatusNotification: noted,
  ReportChargingProfiles: { handle: takeChargingProfiles },
  ReservationStatusUpdate: { handle: updateReservation },
  SecurityEventNotification: { handle: noteSecurityEvent },
  SignCertificate: { handle: signCertificate },
  StatusNotification: { handle: statusNotification, lenient: true },
  TransactionEvent: { handle: transactionEvent, transactional: true, plain: plainEvent, whenKeptAside: replyToEvent },
}

async function bootNotification(trx: Trx, call: Call, { config }: Services): Promise<Json> {
  const { payload, receivedAt, stationId, version: ocppVersion } = call
  const station = isObject(payload['chargingStation']) ? payload['chargingStation'] : {}
  const vendor = readText(station['vendorName'], 50) ?? ''
  const model = readText(station['model'], 50) ?? ''
  const firmware = readText(station['firmwareVersion'], 50)
  const serialNumber = readText(station['serialNumber'], 50)
  await lockChargePoint(trx, call.identity)
  await noteBoot(trx, call, { vendor, model, firmware, serial_number: serialNumber }, readText(payload['reason'], 50))
  await bootedWith(trx, stationId, firmware)
  await suspendForBoot(trx, call)
  await emit(trx, 'ocpp.charge-point.booted', stationId, { stationId, vendor, model, firmware, ocppVersion })
  return { status: 'Accepted', currentTime: receivedAt.toISOString(), interval: Math.ceil(config.heartbeatMs / 1000) }
}

async function authorizeToken(trx: Trx, call: Call): Promise<Json> {
  const { idToken } = call.payload
  return { idTokenInfo: await infoOf(trx, call, isObject(idToken) ? idToken : {}, {}) }
}

/**
 * Values that come outside of transaction events. Those of an EVSE belong to the transaction that runs there, for its live view. A register
 * that the events have told already adds nothing. EVSE 0 is the main meter of the whole station.
 */
async function meterValues(trx: Trx, call: Call): Promise<Json> {
  const { payload, identity, receivedAt } = call
  const evseNumber = readInteger(payload['evseId'])
  const [row] = evseNumber === null || evseNumber <= 0 ? [] : await findOpen(trx, identity, evseNumber)
  if (row === undefined) return {}
  const problems = faultsOf(call)
  const { samples, problems: unusable } = readMeterValues(payload['meterValue'], receivedAt, correctionOf(row))
  problems.push(...unusable)
  const own = samples.filter(({ at }) => new Date(at) >= row.started_at)
  if (own.length > 0 && isFlowing(row, own)) {
    const about = { receivedAt, offline: false }
    await addSamples(trx, await heard(trx, row, about), own, about)
  }
  if (problems.length > 0) await insertQuarantine(trx, call, problems.join('; '), { transactionId: row.id })
  return {}
}

const STATUS: Readonly<Record<string, ConnectorStatus>> = {
  Available: 'AVAILABLE',
  Occupied: 'PREPARING',
  Reserved: 'RESERVED',
  Unavailable: 'UNAVAILABLE',
  Faulted: 'FAULTED',
}

async function statusNotification(trx: Trx, call: Call): Promise<Json> {
  const { payload, stationId } = call
  const evseNumber = readInteger(payload['evseId'])
  const connectorNumber = readInteger(payload['connectorId']) ?? (evseNumber === 0 ? 0 : 1)
  const reported = readText(payload['connectorStatus'], 50) ?? ''
  const own = STATUS[reported]
  // It says nothing about a connector that we could pass on.
  if (evseNumber === null || evseNumber < 0 || connectorNumber < 0 || own === undefined) return {}
  const time = readTime(payload['timestamp'], call.receivedAt)
  await lockChargePoint(trx, call.identity)
  await noteClock(trx, stationId, time.aheadMs)
  const connector = { stationId, evseNumber, connectorNumber }
  if (await maySpeakOf(trx, connector)) await saveReported(trx, connector, reported, time.at)
  const [open] = evseNumber === 0 ? [] : await findOpen(trx, call.identity, evseNumber)
  if (reported === 'Available' && open?.connector_number === connectorNumber)
    await doubtAvailable(trx, open, time.at, call.receivedAt)
  const status = STATUS_OF[(reported === 'Occupied' && open?.charging_state) || ''] ?? own
  await reportStatus(trx, call, { evseNumber, connectorNumber, status, errorCode: null, at: time.at })
  return {}
}
