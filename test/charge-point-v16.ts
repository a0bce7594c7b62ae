import type { Commanded, Dialect } from './charge-point-dialect.ts'
import type { Reading } from './charge-point-clock.ts'
import { CallError, type Json } from './charge-point-wire.ts'

/** OCPP 1.6-J, edition 2, as a charge point says it. */
export const v16: Dialect = {
  subprotocol: 'ocpp1.6',
  boot: (_reason, vendor, model, firmware) => ({
    action: 'BootNotification',
    payload: { chargePointVendor: vendor, chargePointModel: model, firmwareVersion: firmware },
  }),
  status: (evse, status, at) => ({
    action: 'StatusNotification',
    payload: {
      connectorId: evse,
      status,
      errorCode: status === 'Faulted' ? 'OtherError' : 'NoError',
      timestamp: at.toISOString(),
    },
  }),
  authorize: (idToken) => ({ action: 'Authorize', payload: { idTag: idToken } }),
  authorization: (reply) => (reply['idTagInfo'] as { status: string }).status,
  group: (reply) => (reply['idTagInfo'] as { parentIdTag?: string }).parentIdTag,
  start: (transaction) => ({
    action: 'StartTransaction',
    payload: () => ({
      connectorId: transaction.evse,
      idTag: transaction.idToken,
      meterStart: transaction.started.registerWh,
      timestamp: transaction.started.at.toISOString(),
      ...(transaction.reservation !== undefined && { reservationId: transaction.reservation }),
    }),
    answered: (reply) => {
      transaction.id = reply['transactionId'] as number
      transaction.authorization = (reply['idTagInfo'] as { status: string }).status
    },
  }),
  meter: (transaction, reading) => ({
    action: 'MeterValues',
    payload: () => ({
      connectorId: transaction.evse,
      ...(transaction.id === undefined ? {} : { transactionId: transaction.id }),
      meterValue: [meterValue(reading)],
    }),
    answered: () => {},
  }),
  stop: (transaction, reading, reason) => ({
    action: 'StopTransaction',
    payload: () => ({
      // A charger whose start was never answered has no better id to give (1.6 errata: -1 or 0 are seen in the field).
      transactionId: transaction.id ?? -1,
      idTag: transaction.idToken,
      meterStop: reading.registerWh,
      timestamp: reading.at.toISOString(),
      reason,
      ...(reading.signed === undefined ? {} : { transactionData: signedValues(transaction.started, reading) }),
    }),
    answered: () => {},
  }),
  obey,
}

function obey(action: string, payload: Json, station: Commanded): Json {
  switch (action) {
    case 'RemoteStartTransaction':
      return {
        status: station.remoteStart({
          evse: payload['connectorId'] as number | undefined,
          idToken: payload['idTag'] as string,
        }),
      }
    case 'RemoteStopTransaction':
      return { status: station.remoteStop(payload['transactionId'] as number) }
    case 'TriggerMessage':
      return { status: 'NotImplemented' }
    default:
      throw new CallError('NotImplemented', '', {})
  }
}

function meterValue(reading: Reading): Json {
  const periodic = { context: 'Sample.Periodic' }
  return {
    timestamp: reading.at.toISOString(),
    sampledValue: [
      { value: String(reading.registerWh), measurand: 'Energy.Active.Import.Register', unit: 'Wh', ...periodic },
      { value: String(reading.powerW), measurand: 'Power.Active.Import', unit: 'W', ...periodic },
      { value: String(reading.socPercent), measurand: 'SoC', unit: 'Percent', location: 'EV', ...periodic },
    ],
  }
}

/** What the meter has signed of a whole transaction: 1.6 tells it with the end (StopTxnSampledData). */
function signedValues(started: Reading, stopped: Reading): Json[] {
  return [
    { reading: started, context: 'Transaction.Begin' },
    { reading: stopped, context: 'Transaction.End' },
  ].map(({ reading, context }) => ({
    timestamp: reading.at.toISOString(),
    sampledValue: [
      { value: String(reading.registerWh), measurand: 'Energy.Active.Import.Register', unit: 'Wh', context },
      { value: reading.signed ?? '', format: 'SignedData', context },
    ],
  }))
}
