import type { Commanded, Dialect, QueuedMessage, SimulatedTransaction, Status } from './charge-point-dialect.ts'
import type { Reading } from './charge-point-clock.ts'
import { CallError, type Json } from './charge-point-wire.ts'

/** OCPP 2.0.1, edition 3, as a charging station says it. */
export const v201: Dialect = dialect('ocpp2.0.1')
/** OCPP 2.1, which says all of this in the same words. */
export const v21: Dialect = dialect('ocpp2.1')

function dialect(subprotocol: string): Dialect {
  return {
    subprotocol,
    boot: (reason, vendorName, model, firmwareVersion) => ({
      action: 'BootNotification',
      payload: { reason, chargingStation: { vendorName, model, firmwareVersion } },
    }),
    status: (evse, status, at) => ({
      action: 'StatusNotification',
      payload: { timestamp: at.toISOString(), connectorStatus: connectorStatus(status), evseId: evse, connectorId: 1 },
    }),
    authorize: (idToken) => ({ action: 'Authorize', payload: { idToken: token(idToken) } }),
    authorization: (reply) => (reply['idTokenInfo'] as { status: string }).status,
    group: (reply) => (reply['idTokenInfo'] as { groupIdToken?: { idToken: string } }).groupIdToken?.idToken,
    start: (transaction) =>
      transactionEvent(transaction, 'Started', transaction.started, {
        triggerReason: transaction.remoteStartId === undefined ? 'Authorized' : 'RemoteStart',
        context: 'Transaction.Begin',
        chargingState: 'Charging',
        offline: transaction.offline,
        idToken: token(transaction.idToken),
      }),
    meter: (transaction, reading, online) =>
      transactionEvent(transaction, 'Updated', reading, {
        triggerReason: 'MeterValuePeriodic',
        context: 'Sample.Periodic',
        chargingState: reading.powerW > 0 ? 'Charging' : 'SuspendedEV',
        offline: !online,
      }),
    stop: (transaction, reading, reason, online) =>
      transactionEvent(transaction, 'Ended', reading, {
        triggerReason: reason === 'Remote' ? 'RemoteStop' : 'StopAuthorized',
        context: 'Transaction.End',
        chargingState: 'Idle',
        offline: !online,
        stoppedReason: reason,
      }),
    obey,
  }
}

interface Told {
  triggerReason: string
  context: string
  chargingState: string
  offline: boolean
  idToken?: Json
  stoppedReason?: string
}

function transactionEvent(
  transaction: SimulatedTransaction,
  eventType: 'Started' | 'Updated' | 'Ended',
  reading: Reading,
  told: Told,
): Omit<QueuedMessage, 'messageId'> {
  const seqNo = transaction.seqNo++
  const payload: Json = {
    eventType,
    timestamp: reading.at.toISOString(),
    triggerReason: told.triggerReason,
    seqNo,
    offline: told.offline,
    transactionInfo: {
      transactionId: transaction.id,
      chargingState: told.chargingState,
      ...(transaction.remoteStartId === undefined ? {} : { remoteStartId: transaction.remoteStartId }),
      ...(told.stoppedReason === undefined ? {} : { stoppedReason: told.stoppedReason }),
    },
    evse: { id: transaction.evse, connectorId: 1 },
    meterValue: [meterValue(reading, told.context)],
    ...(told.idToken === undefined ? {} : { idToken: told.idToken }),
    ...(eventType === 'Started' && transaction.reservation !== undefined && { reservationId: transaction.reservation }),
  }
  return {
    action: 'TransactionEvent',
    payload: () => payload,
    answered: (reply) => {
      const info = reply['idTokenInfo'] as { status: string } | undefined
      if (info !== undefined) transaction.authorization = info.status
    },
  }
}

function obey(action: string, payload: Json, station: Commanded): Json {
  switch (action) {
    case 'RequestStartTransaction':
      return {
        status: station.remoteStart({
          evse: payload['evseId'] as number | undefined,
          idToken: (payload['idToken'] as { idToken: string }).idToken,
          remoteStartId: payload['remoteStartId'] as number,
          group: (payload['groupIdToken'] as { idToken: string } | undefined)?.idToken,
        }),
      }
    case 'RequestStopTransaction':
      return { status: station.remoteStop(payload['transactionId'] as string) }
    default:
      throw new CallError('NotImplemented', '', {})
  }
}

const token = (idToken: string): Json => ({ idToken, type: 'Central' })

function connectorStatus(status: Status): string {
  if (status === 'Available' || status === 'Reserved' || status === 'Unavailable' || status === 'Faulted') return status
  return 'Occupied'
}

function meterValue(reading: Reading, context: string): Json {
  return {
    timestamp: reading.at.toISOString(),
    sampledValue: [
      {
        value: reading.registerWh,
        context,
        measurand: 'Energy.Active.Import.Register',
        unitOfMeasure: { unit: 'Wh' },
        ...(reading.signed === undefined ? {} : { signedMeterValue: signedMeterValue(reading.signed) }),
      },
      { value: reading.powerW, context, measurand: 'Power.Active.Import', unitOfMeasure: { unit: 'W' } },
      { value: reading.socPercent, context, measurand: 'SoC', location: 'EV', unitOfMeasure: { unit: 'Percent' } },
    ],
  }
}

const signedMeterValue = (text: string): Json => ({
  signedMeterData: Buffer.from(text).toString('base64'),
  signingMethod: '',
  encodingMethod: 'OCMF',
  publicKey: '',
})
