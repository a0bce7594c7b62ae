import { deleteMonitor, saveMonitors } from '../monitoring/monitor.queries.ts'
import { deleteUnreported, nextRequestNumber } from '../report.queries.ts'
import { componentVariableInWords, type ComponentVariable } from '../wire/component.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { readInteger } from '../wire/reported.ts'
import { operation, OperationRefused, since201 } from './operation.ts'

/** How something is watched, and its word in 2.x. */
export const MONITOR_TYPES = {
  UPPER_THRESHOLD: 'UpperThreshold',
  LOWER_THRESHOLD: 'LowerThreshold',
  DELTA: 'Delta',
  PERIODIC: 'Periodic',
  PERIODIC_CLOCK_ALIGNED: 'PeriodicClockAligned',
  TARGET_DELTA: 'TargetDelta',
  TARGET_DELTA_RELATIVE: 'TargetDeltaRelative',
} as const
const SINCE_21: readonly string[] = ['TARGET_DELTA', 'TARGET_DELTA_RELATIVE']

export interface SetMonitor {
  /** The number of a monitor that is replaced; null for a new one. */
  number: number | null
  of: ComponentVariable
  type: keyof typeof MONITOR_TYPES
  value: number
  severity: number
  onlyInTransaction: boolean
}

/** 2.0.1 N04. One at a time, so that the charger's word is of that one. */
export const setMonitor = operation<SetMonitor>({
  description: 'Has a variable watched.',
  actions: since201('SetVariableMonitoring'),
  single: ({ number }) => number !== null,
  payload: ({ number, of, type, value, severity, onlyInTransaction }, { version }) => {
    if (version !== '2.1' && SINCE_21.includes(type)) throw new OperationRefused(`OCPP ${version} cannot watch in this way.`)
    const about = { ...componentVariableInWords(of), type: MONITOR_TYPES[type], value, severity, transaction: onlyInTransaction }
    return { setMonitoringData: [{ ...(number !== null && { id: number }), ...about }] }
  },
  word: (reply) => first(reply['setMonitoringResult'])['status'],
  answered: async (trx, { command: { station_id }, input, accepted, reply }) => {
    const number = readInteger(first(reply['setMonitoringResult'])['id']) ?? input.number
    if (!accepted || number === null) return
    const { of, type, value, severity, onlyInTransaction: only_in_transaction } = input
    const row = { station_id, number, ...of, value, severity, only_in_transaction, reported_by: null }
    await saveMonitors(trx, station_id, [{ ...row, type: MONITOR_TYPES[type] }])
  },
})

/** 2.0.1 N06. One that is gone already is gone. */
export const clearMonitor = operation<{ number: number }>({
  description: 'Ends the watching of a variable.',
  actions: since201('ClearVariableMonitoring'),
  single: () => true,
  payload: ({ number }) => ({ id: [number] }),
  word: (reply) => first(reply['clearMonitoringResult'])['status'],
  accepted: ['Accepted', 'NotFound'],
  repeatable: true,
  answered: async (trx, { command: { station_id }, input, accepted }) => {
    if (accepted) await deleteMonitor(trx, station_id, input.number)
  },
})

export const MONITORING_BASES = { ALL: 'All', FACTORY_DEFAULT: 'FactoryDefault', HARD_WIRED_ONLY: 'HardWiredOnly' } as const

/** 2.0.1 N05. All but ALL takes away what was set; a report tells what is left. */
export const setMonitoringBase = operation<{ base: keyof typeof MONITORING_BASES }>({
  description: 'Chooses the monitors that a charger has by itself.',
  actions: since201('SetMonitoringBase'),
  payload: ({ base }) => ({ monitoringBase: MONITORING_BASES[base] }),
  repeatable: true,
  answered: async (trx, { command: { station_id }, input, accepted }) => {
    if (accepted && input.base !== 'ALL') await deleteUnreported(trx, 'monitor', station_id, null)
  },
})

/** 2.0.1 N03. */
export const setMonitoringLevel = operation<{ severity: number }>({
  description: 'Chooses how severe an event must be to be told.',
  actions: since201('SetMonitoringLevel'),
  payload: ({ severity }) => ({ severity }),
  repeatable: true,
})

export const MONITORING_CRITERIA = {
  THRESHOLD: 'ThresholdMonitoring',
  DELTA: 'DeltaMonitoring',
  PERIODIC: 'PeriodicMonitoring',
} as const

/** Both null: all monitors. */
export interface GetMonitoringReport {
  criteria: (keyof typeof MONITORING_CRITERIA)[] | null
  of: (Omit<ComponentVariable, 'variable'> & { variable: string | null }) | null
}

/** 2.0.1 N02. The monitors come by NotifyMonitoringReport. */
export const getMonitoringReport = operation<GetMonitoringReport>({
  description: 'Has all that is watched reported.',
  actions: since201('GetMonitoringReport'),
  payload: async ({ criteria, of }, { ctx }) => ({
    requestId: await nextRequestNumber(ctx.db),
    ...(criteria !== null && { monitoringCriteria: criteria.map((criterion) => MONITORING_CRITERIA[criterion]) }),
    ...(of !== null && { componentVariable: [componentVariableInWords(of)] }),
  }),
  accepted: ['Accepted', 'EmptyResultSet'],
  repeatable: true,
  answered: async (trx, { command: { station_id }, input, reply }) => {
    const none = reply['status'] === 'EmptyResultSet' && input.criteria === null && input.of === null
    if (none) await deleteUnreported(trx, 'monitor', station_id, null)
  },
})

/** The one result of what was asked one at a time. */
const first = (results: unknown): Json => (Array.isArray(results) && isObject(results[0]) ? results[0] : {})
