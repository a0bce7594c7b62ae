import type { Handlers } from '#db/messaging.ts'
import { reportBoot, reportConnection, reportStatus } from './availability.handler.ts'
import type { Services } from './context.ts'
import type { StationsTables } from './tables.ts'

export const consumers: Handlers<Services, StationsTables> = {
  'ocpp.charge-point.booted': (trx, event) => reportBoot(trx, event),
  'ocpp.charge-point.connected': (trx, event) => reportConnection(trx, event, true),
  'ocpp.charge-point.disconnected': (trx, event) => reportConnection(trx, event, false),
  'ocpp.connector.status-changed': (trx, event) => reportStatus(trx, event),
}
