import type { Handlers } from '#db/messaging.ts'
import { acceptCommand, failCommand } from './command.handler.ts'
import type { Services } from './context.ts'
import { removeVehicle, saveVehicle } from './projection.queries.ts'
import { learnConnection, learnIdToken, learnStation, learnStatus, learnTariff } from './projection.handler.ts'
import type { ChargingTables } from './tables.ts'
import { endTransaction } from './transaction-end.handler.ts'
import { beginTransaction, meterTransaction, resumeTransaction, suspendTransaction } from './transaction.handler.ts'

export const consumers: Handlers<Pick<Services, 'rules'>, ChargingTables> = {
  'ocpp.command.accepted': (trx, { data }, { rules }) => acceptCommand(trx, data, rules),
  'ocpp.command.failed': (trx, { data }) => failCommand(trx, data),
  'ocpp.transaction.started': (trx, { data }, { rules }) => beginTransaction(trx, data, rules),
  'ocpp.transaction.metered': (trx, { data }, { rules }) => meterTransaction(trx, data, rules),
  'ocpp.transaction.suspended': (trx, { data }, { rules }) => suspendTransaction(trx, data, rules),
  'ocpp.transaction.resumed': (trx, { data }, { rules }) => resumeTransaction(trx, data, rules),
  'ocpp.transaction.ended': (trx, { data }, { rules }) => endTransaction(trx, data, rules),
  'ocpp.charge-point.connected': (trx, event) => learnConnection(trx, event, true),
  'ocpp.charge-point.disconnected': (trx, event) => learnConnection(trx, event, false),
  'ocpp.connector.status-changed': (trx, event) => learnStatus(trx, event),
  'stations.station.saved': (trx, event, { rules }) => learnStation(trx, event, rules),
  'stations.tariff.saved': (trx, event, { rules }) => learnTariff(trx, event, rules),
  'accounts.id-token.issued': (trx, event) => learnIdToken(trx, event),
  'accounts.vehicle.saved': async (trx, { data }) => void (await saveVehicle(trx, data)),
  'accounts.vehicle.removed': async (trx, { data }) => void (await removeVehicle(trx, data.vehicleId)),
}
