import { emit } from '#db/outbox.ts'
import type { ConnectorStatus } from '#lib/events.ts'
import { authorize } from '../authorization/authorization.handler.ts'
import { idTagInfo } from '../authorization/authorization.ts'
import { noteBoot, noteClock } from '../charge-point.queries.ts'
import { applyChargingState, reportStatus, suspendForBoot } from '../transactions/connector.handler.ts'
import type { Actions, Services, Call } from '../context.ts'
import { receiveTransfer } from '../data-transfers/data-transfer.handler.ts'
import type { Trx } from '../tables.ts'
import { doubtAvailable, heard } from '../transactions/forgotten.handler.ts'
import { bootedWith, reportFirmware, reportLog } from '../runs/run.handler.ts'
import type { Json } from '../wire/frame.ts'
import { readInteger, readText, readTime } from '../wire/reported.ts'
import { findOpen, lockChargePoint, type TransactionRow } from '../transactions/transaction.queries.ts'
import { meterValues, plainMeterValues, startTransaction, stopTransaction } from './v16-transaction.ts'
import { noteSecurityEvent } from '../security-events/security-event.handler.ts'
import { signCertificate } from './sign-certificate.ts'

/** OCPP 1.6-J: what a charge point may ask of us, and how it is answered. Connector n is EVSE n with its connector 1. */
export const v16: Actions = {
  Authorize: { handle: authorizeTag },
  BootNotification: { handle: bootNotification, lenient: true },
  DiagnosticsStatusNotification: { handle: reportLog },
  DataTransfer: { handle: receiveTransfer },
  FirmwareStatusNotification: { handle: reportFirmware },
  Heartbeat: { reply: (call: Call) => ({ currentTime: call.receivedAt.toISOString() }) },
  LogStatusNotification: { handle: reportLog },
  MeterValues: { handle: meterValues, transactional: true, plain: plainMeterValues, whenKeptAside: () => ({}) },
  SecurityEventNotification: { handle: noteSecurityEvent },
  SignCertificate: { handle: signCertificate },
  SignedFirmwareStatusNotification: { handle: reportFirmware },
  // It has no reply for a start that is kept aside, because there is no transaction id to give. The charger has to ask again.
  StartTransaction: { handle: startTransaction, transactional: true },
  StatusNotification: { handle: statusNotification, lenient: true },
  StopTransaction: { handle: stopTransaction, transactional: true, whenKeptAside: () => ({}) },
}

async function bootNotification(trx: Trx, call: Call, { config }: Services): Promise<Json> {
  const { payload, receivedAt, stationId, version: ocppVersion } = call
  const vendor = readText(payload['chargePointVendor'], 50) ?? ''
  const model = readText(payload['chargePointModel'], 50) ?? ''
  const firmware = readText(payload['firmwareVersion'], 50)
  const serialNumber = readText(payload['chargePointSerialNumber'], 50)
  await lockChargePoint(trx, call.identity)
  await noteBoot(trx, call, { vendor, model, firmware, serial_number: serialNumber }, null)
  await bootedWith(trx, stationId, firmware)
  await suspendForBoot(trx, call)
  await emit(trx, 'ocpp.charge-point.booted', stationId, { stationId, vendor, model, firmware, ocppVersion })
  return { status: 'Accepted', currentTime: receivedAt.toISOString(), interval: Math.ceil(config.heartbeatMs / 1000) }
}

async function authorizeTag(trx: Trx, call: Call): Promise<Json> {
  return { idTagInfo: idTagInfo(await authorize(trx, call, { idToken: readText(call.payload['idTag']) })) }
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
  const connectorId = readInteger(payload['connectorId'])
  const reported = readText(payload['status'], 50) ?? ''
  const status = STATUS[reported]
  // It says nothing about a connector that we could pass on.
  if (connectorId === null || connectorId < 0 || status === undefined) return {}
  const time = readTime(payload['timestamp'], call.receivedAt)
  await lockChargePoint(trx, call.identity)
  await noteClock(trx, call.stationId, time.aheadMs)
  const error = readText(payload['errorCode'], 50)
  await reportStatus(trx, call, {
    evseNumber: connectorId,
    connectorNumber: connectorId === 0 ? 0 : 1,
    status,
    errorCode: error === 'NoError' ? null : error,
    errorInfo: readText(payload['info'], 255),
    vendorId: readText(payload['vendorId'], 255),
    vendorErrorCode: readText(payload['vendorErrorCode'], 50),
    at: time.at,
  })
  const [open] = connectorId === 0 ? [] : await findOpen(trx, call.identity, connectorId)
  if (open === undefined) return {}
  if (reported === 'Available') await doubtAvailable(trx, open, time.at, call.receivedAt)
  else await applyChargingState(trx, await heardBy(trx, call, open, reported), reported, time.at)
  return {}
}

/** These statuses show that the charger knows its transaction. */
const heardBy = async (trx: Trx, { receivedAt }: Call, open: TransactionRow, reported: string): Promise<TransactionRow> =>
  ['Charging', 'SuspendedEV', 'SuspendedEVSE'].includes(reported) ? heard(trx, open, { receivedAt, offline: false }) : open
