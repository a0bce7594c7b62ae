import type { Actions } from '../context.ts'
import { v201 } from './v201.ts'

const noted = { reply: () => ({}) }
const refused = { reply: () => ({ status: 'Rejected' }) }

/** OCPP 2.1: all that 2.0.1 has, and what is new. */
export const v21: Actions = {
  ...v201,
  BatterySwap: noted,
  ClosePeriodicEventStream: noted,
  NotifyDERAlarm: noted,
  NotifyDERStartStop: noted,
  // The one SEND: it is never answered.
  NotifyPeriodicEventStream: noted,
  NotifyPriorityCharging: noted,
  NotifySettlement: noted,
  NotifyWebPaymentStarted: noted,
  OpenPeriodicEventStream: refused,
  PullDynamicScheduleUpdate: refused,
  ReportDERControl: noted,
}
