import { emit } from '#db/outbox.ts'
import type { ConnectorStatus } from '#lib/events.ts'
import { noteBoot, noteClock } from './charge-point.queries.ts'
import { saveReported } from './connector.queries.ts'
import { reportStatus, suspendForBoot } from './connector.service.ts'
import type { Actions, BridgeContext, Call, Trx } from './context.ts'
import { doubtAvailable } from './forgotten.service.ts'
import { isObject, type Json } from './frame.ts'
import { readInteger, readText, readTime } from './reported.ts'
import { infoOf, replyToEvent, STATUS_OF, transactionEvent } from './transaction-event.ts'
import { findOpen, lockChargePoint } from './transaction.queries.ts'

const noted = { reply: () => ({}) }
const refused = { reply: () => ({ status: 'Rejected' }) }

/** OCPP 2.0.1: what a charging station may ask of us, and how it is answered. */
export const v201: Actions = {
  Authorize: { handle: authorizeToken },
  BootNotification: { handle: bootNotification },
  ClearedChargingLimit: noted,
  DataTransfer: { reply: () => ({ status: 'UnknownVendorId' }) },
  FirmwareStatusNotification: noted,
  Get15118EVCertificate: { reply: () => ({ status: 'Failed', exiResponse: '' }) },
  GetCertificateStatus: { reply: () => ({ status: 'Failed' }) },
  Heartbeat: { reply: (call: Call) => ({ currentTime: call.receivedAt.toISOString() }) },
  LogStatusNotification: noted,
  // Outside of transactions: the main meter, or clock-aligned values of an idle EVSE.
  MeterValues: noted,
  NotifyChargingLimit: noted,
  NotifyCustomerInformation: noted,
  NotifyDisplayMessages: noted,
  NotifyEVChargingNeeds: refused,
  NotifyEVChargingSchedule: refused,
  NotifyEvent: noted,
  NotifyMonitoringReport: noted,
  NotifyReport: noted,
  PublishFirmwareStatusNotification: noted,
  ReportChargingProfiles: noted,
  ReservationStatusUpdate: noted,
  SecurityEventNotification: noted,
  SignCertificate: refused,
  StatusNotification: { handle: statusNotification },
  TransactionEvent: { handle: transactionEvent, transactional: true, whenKeptAside: replyToEvent },
}

async function bootNotification(trx: Trx, call: Call, { config }: BridgeContext): Promise<Json> {
  const { payload, receivedAt, stationId, version: ocppVersion } = call
  const station = isObject(payload['chargingStation']) ? payload['chargingStation'] : {}
  const vendor = readText(station['vendorName']) ?? ''
  const model = readText(station['model']) ?? ''
  const firmware = readText(station['firmwareVersion'])
  await lockChargePoint(trx, call.identity)
  await noteBoot(trx, stationId, { vendor, model, firmware, at: receivedAt })
  await suspendForBoot(trx, call)
  await emit(trx, 'ocpp.charge-point.booted', stationId, { stationId, vendor, model, firmware, ocppVersion })
  return { status: 'Accepted', currentTime: receivedAt.toISOString(), interval: Math.ceil(config.heartbeatMs / 1000) }
}

async function authorizeToken(trx: Trx, call: Call): Promise<Json> {
  const { idToken } = call.payload
  return { idTokenInfo: await infoOf(trx, call, isObject(idToken) ? idToken : {}, {}) }
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
  const evseNumber = readInteger(payload['evseId']) ?? 0
  const connectorNumber = readInteger(payload['connectorId']) ?? 0
  const reported = String(payload['connectorStatus'])
  const time = readTime(payload['timestamp'], call.receivedAt)
  await lockChargePoint(trx, call.identity)
  await noteClock(trx, stationId, time.aheadMs)
  await saveReported(trx, { stationId, evseNumber, connectorNumber }, reported, time.at)
  const [open] = evseNumber === 0 ? [] : await findOpen(trx, call.identity, evseNumber)
  if (reported === 'Available' && open?.connector_number === connectorNumber)
    await doubtAvailable(trx, open, time.at, call.receivedAt)
  // The schema knows no other status.
  const status = STATUS_OF[(reported === 'Occupied' && open?.charging_state) || ''] ?? STATUS[reported] ?? 'UNAVAILABLE'
  await reportStatus(trx, call, { evseNumber, connectorNumber, status, errorCode: null, at: time.at })
  return {}
}
